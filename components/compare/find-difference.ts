import type { QueryClient } from '@tanstack/react-query';
import type { ComparedEvents, Comparison } from '@/lib/api/client';
import { comparedEventsQuery, type ComparedPair } from './comparison-query';

/** A row of the comparison: its turn, its place among all rows of the turn and among those that differ. */
export interface RowPlace {
  readonly turn: number;
  readonly place: number;
  readonly difference: number;
}

export type ComparedRow = ComparedEvents['rows'][number];

/** The rows of one request, the most that an answer has. */
const LIMIT = 1000;

/**
 * The next row that differs, or the previous one, in the turn or beyond it; `undefined` when there is none.
 * @param from the selected row; without a place, the start of the turn, or its end on the way back
 */
export async function findDifference(
  client: QueryClient,
  pair: ComparedPair,
  turns: Comparison['turns'],
  from: { readonly turn: number; readonly place: number | null },
  step: 'next' | 'previous',
): Promise<RowPlace | undefined> {
  const isNext = step === 'next';
  const start = from.place ?? (isNext ? -1 : Infinity);
  for (const turn of turnsWithDifferences(turns, from.turn, step)) {
    const isBeyond = (place: number): boolean =>
      turn !== from.turn || (isNext ? place > start : place < start);
    const found = await findRow(client, pair, turn, ({ place }) => isBeyond(place), step);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first or the last row among those of a turn that differ; `undefined` without one. */
export async function findRow(
  client: QueryClient,
  pair: ComparedPair,
  turn: number,
  isWanted: (row: ComparedRow) => boolean,
  step: 'next' | 'previous' = 'next',
): Promise<RowPlace | undefined> {
  let last: RowPlace | undefined;
  for (let offset = 0; ; offset += LIMIT) {
    const question = { turn, isOnlyDifferences: true, offset, limit: LIMIT };
    const { rows, has_more } = await client.query(comparedEventsQuery(pair, question));
    for (const [at, row] of rows.entries()) {
      if (!isWanted(row)) continue;
      last = { turn, place: row.place, difference: offset + at };
      if (step === 'next') return last;
    }
    if (!has_more) return last;
  }
}

/** Turns with differences, from a turn on, or back from it, and that turn itself. */
export function* turnsWithDifferences(
  turns: Comparison['turns'],
  from: number,
  step: 'next' | 'previous',
): Generator<number, void, undefined> {
  const isNext = step === 'next';
  for (const stretch of isNext ? turns : turns.toReversed()) {
    const { first_turn, last_turn, changed, missing, extra, is_reordered } = stretch;
    if (changed + missing + extra === 0 && !is_reordered) continue;
    const count = last_turn - first_turn + 1;
    for (let at = 0; at < count; at++) {
      const turn = isNext ? first_turn + at : last_turn - at;
      if (isNext ? turn >= from : turn <= from) yield turn;
    }
  }
}
