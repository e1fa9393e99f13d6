import type { Both, PairEvent, PairLink } from '../store/run-pair';
import { breathe, isBreathDue } from '../work/work';
import type { AlignedRow } from './align-events';

/** Two events that changed places although it matters, by their rows, and why it does. */
export interface WeightyMove {
  /** The row of the event that comes first in `a`. */
  readonly row: number;
  readonly other: number;
  readonly because: 'cause' | 'variable';
}

/** More causes of moved events are not followed. */
const MAX_STEPS = 2_000_000;

/**
 * Finds moved events that changed places with an event that matters to them: one of the two is upstream of the other in one of
 * the runs, or both set the same variable.
 * @param links those among the events of the turn, by run
 * @returns in the order of the rows
 */
export async function weighMoves(
  rows: readonly AlignedRow[],
  links: Both<readonly PairLink[]>,
): Promise<{ readonly moves: readonly WeightyMove[]; readonly isCut: boolean }> {
  const causes = { a: causesBySeq(links.a), b: causesBySeq(links.b) };
  const effects = { a: effectsBySeq(links.a), b: effectsBySeq(links.b) };
  const rowOf = { a: new Map<number, number>(), b: new Map<number, number>() };
  const setters = new Map<string, number[]>();
  for (const [at, { a, b }] of rows.entries()) {
    if (a === null || b === null) continue;
    rowOf.a.set(a.seq, at);
    rowOf.b.set(b.seq, at);
    const variable = variableName(a);
    if (variable !== undefined) push(setters, variable, at);
  }
  const haveChangedPlaces = (one: number, other: number): boolean => {
    const [first, second] = [rows[one], rows[other]];
    if (!isPair(first) || !isPair(second)) return false;
    return first.a.seq < second.a.seq !== first.b.seq < second.b.seq;
  };

  const moves = new Map<string, WeightyMove>();
  const note = (one: number, two: number, because: WeightyMove['because']): void => {
    const isFirst = (rows[one]?.a?.seq ?? 0) < (rows[two]?.a?.seq ?? 0);
    const [row, other] = isFirst ? [one, two] : [two, one];
    const key = `${String(row)} ${String(other)}`;
    if (!moves.has(key)) moves.set(key, { row, other, because });
  };
  let steps = 0;
  for (const [at, { how, a, b }] of rows.entries()) {
    if (how !== 'moved' || a === null || b === null) continue;
    if (isBreathDue()) await breathe();
    for (const side of ['a', 'b'] as const) {
      const { seq } = side === 'a' ? a : b;
      for (const next of [causes[side], effects[side]]) {
        const reached = new Set([seq]);
        for (const place of reached) {
          for (const other of next.get(place) ?? []) {
            steps++;
            if (reached.has(other)) continue;
            reached.add(other);
            const row = rowOf[side].get(other);
            if (row !== undefined && haveChangedPlaces(at, row)) note(at, row, 'cause');
          }
          if (isBreathDue()) await breathe();
          if (steps > MAX_STEPS) break;
        }
      }
    }
    const variable = variableName(a);
    for (const row of (variable === undefined ? undefined : setters.get(variable)) ?? []) {
      steps++;
      if (haveChangedPlaces(at, row)) note(at, row, 'variable');
    }
    if (steps > MAX_STEPS) break;
  }
  const inOrder = [...moves.values()].sort(
    (one, two) => one.row - two.row || one.other - two.other,
  );
  return { moves: inOrder, isCut: steps > MAX_STEPS };
}

function isPair(row: AlignedRow | undefined): row is AlignedRow & Both<PairEvent> {
  return row !== undefined && row.a !== null && row.b !== null;
}

function variableName({ variable, agent, kind }: PairEvent): string | undefined {
  if (variable === null) return undefined;
  return variable === 'global' ? `:${kind ?? ''}` : `${agent ?? ''}\0${kind ?? ''}`;
}

function causesBySeq(links: readonly PairLink[]): ReadonlyMap<number, readonly number[]> {
  const causes = new Map<number, number[]>();
  for (const { cause, effect } of links) push(causes, effect, cause);
  return causes;
}

function effectsBySeq(links: readonly PairLink[]): ReadonlyMap<number, readonly number[]> {
  const effects = new Map<number, number[]>();
  for (const { cause, effect } of links) push(effects, cause, effect);
  return effects;
}

function push<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
