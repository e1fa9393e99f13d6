import type { Trace } from '../event-recorder';
import type { AcceptedAction } from '../simulation-parts';
import { limitSchema, rateSchema, sumSchema } from './market-actions';
import { round, show } from './market-numbers';
import type { MarketTurn } from './market-turn';

/** The largest share of its cash that the bank lends to one borrower. */
const LENDING_SHARE = 0.25;
/** The interest on deposits, as a share of the interest on debt. */
const DEPOSIT_SHARE = 0.5;

/** The bank sets its terms, then serves its clients. */
export function openCounter(market: MarketTurn): void {
  const { market: rules, turn } = market;
  if (rules.bank === undefined) return;
  setTerms(market, rules.bank);
  for (const action of turn.actions) serve(market, rules.bank, action);
}

function setTerms({ turn, set }: MarketTurn, bank: string): void {
  for (const { agent, action_type, action_payload, trace } of turn.actions) {
    if (agent !== bank) continue;
    if (action_type === 'set_rate') {
      // An interest rate needs more digits than an amount.
      const value = Math.round(rateSchema.parse(action_payload).rate * 10_000) / 10_000;
      turn.set({ name: 'interest_rate', value, causes: [trace] });
    } else if (action_type === 'limit_withdrawals') {
      set('withdrawal_limit', undefined, limitSchema.parse(action_payload).share, [trace]);
    }
  }
}

function serve(
  { turn, number, add }: MarketTurn,
  bank: string,
  { agent, action_type, action_payload, trace }: AcceptedAction,
): void {
  if (agent === bank || !['deposit', 'withdraw', 'borrow', 'repay'].includes(action_type)) return;
  const asked = sumSchema.parse(action_payload).amount;
  const cash = number('cash', agent);
  const reserves = number('cash', bank);
  const most = {
    deposit: cash,
    withdraw: Math.min(reserves, number('deposit', agent) * number('withdrawal_limit')),
    borrow: reserves * LENDING_SHARE,
    repay: Math.min(cash, number('debt', agent)),
  }[action_type];
  const amount = Math.floor(Math.min(asked, most ?? 0) * 100) / 100;
  const causes: readonly Trace[] =
    amount >= asked
      ? [trace]
      : [
          turn.explain('cut_to_means', {
            agent,
            causes: [trace, turn.setBy('withdrawal_limit'), turn.setBy('cash', bank)],
            description: `${agent} asks to ${action_type} ${show(asked)}; it comes to ${show(amount)}`,
            values: { action_type, asked, amount, reserves },
          }),
        ];
  if (amount <= 0) return;
  const isPaidIn = action_type === 'deposit' || action_type === 'repay';
  const [account, change] = {
    deposit: ['deposit', amount] as const,
    withdraw: ['deposit', -amount] as const,
    borrow: ['debt', amount] as const,
    repay: ['debt', -amount] as const,
  }[action_type] ?? ['deposit', 0];
  add('cash', agent, isPaidIn ? -amount : amount, causes);
  add('cash', bank, isPaidIn ? amount : -amount, causes);
  add(account, agent, change, causes);
}

/** Pays interest. With a bank: on debts to it, and by it on deposits. Without a bank: on cash, as new money. */
export function payInterest(market: MarketTurn): void {
  const { market: rules, turn, number, add } = market;
  const rate = number('interest_rate');
  for (const { name } of rules.traders) {
    if (name === rules.bank) continue;
    const pay = (account: string, sum: number, verb: string): Trace =>
      turn.explain('interest', {
        agent: name,
        causes: [turn.start, turn.setBy('interest_rate'), turn.setBy(account, name)],
        description: `${name} ${verb} ${show(sum)} of interest on ${show(number(account, name))} at ${show(rate * 100)} %`,
        values: { account, on: number(account, name), rate, sum },
      });
    if (rules.bank === undefined) {
      const earned = round(number('cash', name) * rate);
      if (earned !== 0) add('cash', name, earned, [pay('cash', earned, 'earns')]);
      continue;
    }
    const due = round(number('debt', name) * rate);
    if (due > 0) {
      const trace = pay('debt', due, 'owes');
      const paid = Math.min(due, number('cash', name));
      add('cash', name, -paid, [trace]);
      add('cash', rules.bank, paid, [trace]);
      add('debt', name, due - paid, [trace]);
    }
    const earned = round(number('deposit', name) * rate * DEPOSIT_SHARE);
    if (earned > 0) add('deposit', name, earned, [pay('deposit', earned, 'earns')]);
  }
}

/** The bank's cash as a percentage of all deposits. */
export function countReserves({ market, turn, number, set }: MarketTurn): void {
  const { bank, traders } = market;
  if (bank === undefined) return;
  const reserves = number('cash', bank);
  const deposits = round(traders.reduce((sum, { name }) => sum + number('deposit', name), 0));
  const ratio = deposits === 0 ? 100 : Math.min(100, round((reserves / deposits) * 100));
  const counted = turn.explain('reserve_ratio', {
    agent: bank,
    causes: [turn.setBy('cash', bank), ...traders.map(({ name }) => turn.setBy('deposit', name))],
    description: `${bank} has ${show(reserves)} for deposits of ${show(deposits)}: ${show(ratio)} %`,
    values: { reserves, deposits, ratio },
  });
  set('reserve_ratio', undefined, ratio, [counted]);
}
