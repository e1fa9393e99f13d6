import type { MarketTurn } from './market-turn';
import { amount, round } from './market-variables';
import { askModel } from './model-calls';

/** mira_bank sets its rate by its reserves, and limits withdrawals when they shrink. */
export function planBank({ ledger, memory, start }: MarketTurn): void {
  const [ratio, rate] = [ledger.value('reserveRatio'), ledger.value('lendingRate')];
  const earlier = ledger.valueBefore('reserveRatio', 2);
  const stress = ledger.explain('mira_bank', {
    type: 'stress_test',
    values: { ratio, two_turns_ago: earlier, worst_week: round(ratio - (earlier - ratio) * 2, 2) },
    causes: [start, ledger.setBy('reserveRatio')],
    text: `Stress test: ${amount(ratio, 2)} % now, ${amount(earlier, 2)} % two turns ago, ${amount(Math.max(0, ratio * 2 - earlier), 2)} % if that goes on`,
  });
  const { call } = askModel(ledger, 'mira_bank', 'the lending rate', [start, stress]);
  const isFalling = ratio < earlier;
  const step =
    ratio < 8 && isFalling && rate < 8 ? 0.5 : ratio > 6.5 && !isFalling && rate > 4.25 ? -0.25 : 0;
  const decision = ledger.decide('mira_bank', {
    type: 'lending_policy',
    from: rate,
    to: rate + step,
    causes: [start, call, stress, ledger.setBy('reserveRatio')],
    text:
      step > 0
        ? `Raise the lending rate by 50 bp to ${amount(rate + step, 2)} %: reserves fell to ${amount(ratio, 2)} %, below 8 %`
        : step < 0
          ? `Lower the lending rate by 25 bp to ${amount(rate + step, 2)} %: reserves are back at ${amount(ratio, 2)} %`
          : `Keep the lending rate at ${amount(rate, 2)} % with reserves at ${amount(ratio, 2)} %`,
    reasoning:
      step > 0
        ? 'Dearer credit slows what leaves the vault.'
        : 'The vault holds what the week asks for.',
  });
  if (step !== 0) {
    const change = ledger.act('mira_bank', {
      type: 'set_rate',
      payload: { from: rate, to: rate + step },
      causes: [decision],
      text: `mira_bank sets its lending rate: ${amount(rate, 2)} % → ${amount(rate + step, 2)} %`,
    });
    ledger.set('lendingRate', rate + step, [change]);
  }
  const isLimited = memory.withdrawalLimit !== undefined;
  if (isLimited ? ratio < 6.2 : ratio >= 4.6) return;
  const limit = ledger.decide('mira_bank', {
    type: isLimited ? 'lift_withdrawal_limit' : 'limit_withdrawals',
    from: isLimited,
    to: !isLimited,
    causes: [start, stress, ledger.setBy('reserveRatio'), memory.withdrawalLimit],
    text: isLimited
      ? `Lift the limit on withdrawals: reserves are back at ${amount(ratio, 2)} %`
      : `Limit withdrawals to 20 crowns a head: reserves are down to ${amount(ratio, 2)} %`,
    reasoning: isLimited
      ? 'A limit nobody needs frightens more than it helps.'
      : 'Three more weeks like the last one empty the vault.',
  });
  const notice = ledger.act('mira_bank', {
    type: isLimited ? 'lift_limit' : 'post_limit',
    payload: { crowns_a_head: isLimited ? null : 20 },
    causes: [limit],
    text: isLimited
      ? 'mira_bank takes the notice down'
      : 'mira_bank posts a notice: 20 crowns a head and week',
  });
  memory.withdrawalLimit = isLimited ? undefined : notice;
}
