import type { SimulationSummary } from '@/lib/api/contract';

/** The first and the last turn with data, both included. */
export interface TurnRange {
  readonly first: number;
  readonly last: number;
}

/** The turns of a run, from its events and checkpoints; `undefined` without either. */
export function turnRange(
  { first_turn, last_turn }: Pick<SimulationSummary, 'first_turn' | 'last_turn'>,
  checkpoints: readonly number[],
): TurnRange | undefined {
  const turns = [first_turn, last_turn, ...checkpoints].filter((turn) => turn !== null);
  if (turns.length === 0) return undefined;
  return {
    first: turns.reduce((least, turn) => Math.min(least, turn)),
    last: turns.reduce((most, turn) => Math.max(most, turn)),
  };
}

export function clampTurn(turn: number, { first, last }: TurnRange): number {
  return Math.min(Math.max(turn, first), last);
}

/** The position of a turn in a range, from 0 to 1. */
export function shareOfTurn(turn: number, { first, last }: TurnRange): number {
  return last === first ? 0 : (clampTurn(turn, { first, last }) - first) / (last - first);
}
