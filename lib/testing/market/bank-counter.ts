import { DISTRICTS, USUAL_BREAD_PRICE } from './bread-trade';
import type { Cause } from './market-ledger';
import type { MarketTurn } from './market-turn';
import { amount, round } from './market-variables';

const BORROWERS = [
  ['oslo_grain', 'osloLoan', 'osloCash'],
  ['juno_trader', 'junoLoan', 'junoCash'],
  ['tarn_mill', 'millLoan', 'millCash'],
] as const;

/** Below this ratio, percent, people begin to worry. */
const SAFE_RATIO = 8;
const TURNS_A_YEAR = 52;

/** mira_bank pays out granted loans, as far as its reserves allow. */
export function payLoan({ ledger, millBorrows }: MarketTurn): void {
  const { amount: asked, decision } = millBorrows;
  const [rate, ratio] = [ledger.value('lendingRate'), ledger.value('reserveRatio')];
  if (asked > 0) {
    const granted = ratio < 5 ? Math.round(asked / 2) : asked;
    const grant = ledger.decide('mira_bank', {
      type: 'grant_loan',
      from: asked,
      to: granted,
      causes: [decision, ledger.setBy('reserveRatio'), ledger.setBy('lendingRate')],
      text: `Lend tarn_mill ${amount(granted)} of the ${amount(asked)} crowns it asks for, at ${amount(rate, 2)} %`,
      reasoning: `Reserves are ${amount(ratio, 2)} % of deposits. A city without bread pays no interest at all.`,
    });
    const loan = ledger.act('mira_bank', {
      type: 'pay_out_loan',
      payload: { borrower: 'tarn_mill', amount: granted, rate },
      causes: [grant],
      text: `mira_bank pays tarn_mill a loan of ${amount(granted)} crowns`,
    });
    ledger.add('reserves', -granted, [loan]);
    ledger.add('millLoan', granted, [loan]);
    ledger.add('millCash', granted, [loan]);
    return;
  }
  const spare = Math.floor((ledger.value('millCash') - 80_000) / 1_000) * 1_000;
  const repaid = Math.min(Math.max(0, spare), ledger.value('millLoan') > 122_000 ? 12_000 : 1_000);
  if (repaid <= 0) return;
  const repayment = ledger.act('tarn_mill', {
    type: 'repay_loan',
    payload: { lender: 'mira_bank', amount: repaid },
    causes: [ledger.setBy('millCash')],
    text: `tarn_mill repays ${amount(repaid)} crowns to mira_bank`,
  });
  ledger.add('millCash', -repaid, [repayment]);
  ledger.add('millLoan', -repaid, [repayment]);
  ledger.add('reserves', repaid, [repayment]);
}

/**
 * Receives interest, and handles deposits and withdrawals: more withdrawals when bread is expensive, far more when people fear
 * for the bank.
 */
export function openCounter({ ledger, memory, start }: MarketTurn): void {
  for (const [borrower, loanKey, cashKey] of BORROWERS) {
    const interest = round(
      (ledger.value(loanKey) * ledger.value('lendingRate')) / 100 / TURNS_A_YEAR,
      2,
    );
    const payment = ledger.act(borrower, {
      type: 'pay_interest',
      payload: { loan: ledger.value(loanKey), rate: ledger.value('lendingRate'), interest },
      causes: [start, ledger.setBy('lendingRate'), ledger.setBy(loanKey)],
      text: `${borrower} pays ${amount(interest, 2)} crowns of interest on ${amount(ledger.value(loanKey))} at ${amount(ledger.value('lendingRate'), 2)} %`,
    });
    ledger.add(cashKey, -interest, [payment]);
    ledger.add('reserves', interest, [payment]);
  }

  const dearness = Math.max(0, ledger.value('breadPrice') / USUAL_BREAD_PRICE - 1.05);
  const fear =
    Math.max(0, SAFE_RATIO - ledger.value('reserveRatio')) * (memory.hasBackedBank ? 0.3 : 1);
  const returns = memory.hasBackedBank && dearness < 0.4 ? 1 : 0;
  // With much fear a queue forms on three days of the week, otherwise on one.
  const days = fear > 0.5 ? (['Monday', 'Wednesday', 'Friday'] as const) : (['Friday'] as const);
  for (const day of days) {
    for (const [district, loaves] of DISTRICTS) {
      const limited = memory.withdrawalLimit === undefined ? 1 : 0.35;
      const forBread = round((dearness * loaves * 0.12 * limited) / days.length, 2);
      const fromFear = round((fear * loaves * 0.03 * limited) / days.length, 2);
      const paidIn = round((returns * loaves * 0.06) / days.length, 2);
      const usual = ledger.random.normal(0, 500);
      const wanted = round(forBread + fromFear - paidIn + usual, 2);
      const net = Math.min(wanted, round(ledger.value('reserves') / 10, 2));
      const causes: readonly Cause[] = [
        start,
        ...(dearness > 0 ? [ledger.setBy('breadPrice')] : []),
        ...(fear > 0 ? [ledger.setBy('reserveRatio')] : []),
        memory.withdrawalLimit,
      ];
      const verb = net > 0 ? 'draw' : 'pay in';
      const visit = ledger.act('pell_union', {
        type: net > 0 ? 'withdraw' : 'deposit',
        payload: { district, day, amount: Math.abs(net), for_bread: forBread, from_fear: fromFear },
        causes,
        text:
          days.length > 1
            ? `${district}, ${day}: members queue before mira_bank and ${verb} ${amount(Math.abs(net), 2)} crowns; ${amount(ledger.value('reserves'))} are left in the vault`
            : `${district}: members ${verb} ${amount(Math.abs(net), 2)} crowns`,
      });
      ledger.add('reserves', -net, [visit]);
      ledger.add('deposits', -net, [visit]);
    }
  }
  countReserves(ledger);
}

function countReserves(ledger: MarketTurn['ledger']): void {
  const ratio = (ledger.value('reserves') / ledger.value('deposits')) * 100;
  const counted = ledger.explain('mira_bank', {
    type: 'reserve_ratio',
    values: {
      reserves: ledger.value('reserves'),
      deposits: ledger.value('deposits'),
      ratio: round(ratio, 3),
    },
    causes: [ledger.setBy('reserves'), ledger.setBy('deposits')],
    text: `Reserves of ${amount(ledger.value('reserves'))} for deposits of ${amount(ledger.value('deposits'))} crowns: ${amount(ratio, 2)} %`,
  });
  ledger.set('reserveRatio', ratio, [counted, ledger.setBy('reserves')]);
}
