import { USUAL_BREAD_PRICE } from './bread-trade';
import type { MarketTurn } from './market-turn';
import { amount, round } from './market-variables';

/** The unrest in the districts after the week: from the price of bread, empty shelves and queues. */
export function weighUnrest({
  ledger,
  unservedLoaves,
  unservedBy,
  memory,
  start,
}: MarketTurn): void {
  const bread = ledger.value('breadPrice');
  const dear = Math.max(0, bread / USUAL_BREAD_PRICE - 1) * 70;
  const empty = unservedLoaves / 1_500;
  const fear = Math.max(0, 8 - ledger.value('reserveRatio')) * 4;
  const target = Math.min(100, 6 + dear + empty + fear + ledger.random.normal(0, 1));
  const index = ledger.explain('vale_council', {
    type: 'unrest_index',
    values: {
      dear_bread: round(dear, 2),
      empty_shelves: round(empty, 2),
      queues: round(fear, 2),
      target: round(target, 2),
    },
    causes: [ledger.setBy('breadPrice'), ledger.setBy('reserveRatio'), ...unservedBy],
    text: `Unrest: ${amount(dear, 1)} from dear bread, ${amount(empty, 1)} from ${amount(unservedLoaves)} loaves not to be had, ${amount(fear, 1)} from queues`,
  });
  const unrest = ledger.value('unrest');
  ledger.set('unrest', unrest + (target - unrest) * 0.6, [
    index,
    ledger.setBy('breadPrice'),
    ...unservedBy,
  ]);
  if (memory.phase === 'autumn' && ledger.turn === 12) {
    memory.phase = 'winter';
    ledger.milestone(
      'phase_transition',
      'Winter: the valleys deliver less from turn to turn',
      [start],
      // Deliveries fall from 97 t to 43 t a turn.
      { phase: 'winter', magnitude: 1.17 },
    );
  } else if (memory.phase === 'shortage' && ledger.value('grainPrice') < 260) {
    memory.phase = 'recovery';
    ledger.milestone(
      'phase_transition',
      `Recovery: grain is back at ${amount(ledger.value('grainPrice'), 2)}`,
      [ledger.setBy('grainPrice')],
      { phase: 'recovery' },
    );
  }
}
