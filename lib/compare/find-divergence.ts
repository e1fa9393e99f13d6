import type { Divergence } from '../events/how';
import type { PairEvent, ScopedPair, Side, TurnLook } from '../store/run-pair';
import { alignEvents, type AlignedRow } from './align-events';
import { weighMoves, type WeightyMove } from './weigh-moves';

/** At most so many events of a turn are aligned at a time. */
export const MAX_ALIGNED = 20_000;
/** More events than this are not looked at only because their order differs. */
const MAX_REORDERED = 1_000_000;

/** The first difference between two runs that matters. */
export interface FoundDivergence {
  readonly turn: number;
  readonly kind: Divergence;
  readonly a: PairEvent | null;
  readonly b: PairEvent | null;
  /** The number of events of the turn before it, in `a`, and in `b` for an extra one. */
  readonly placeInTurn: number;
  /** Its number among the events of its turn and sort, from 1. */
  readonly occurrence: number;
  /** If it is reordered: the event that it changed places with. */
  readonly reorder: { readonly row: AlignedRow; readonly because: WeightyMove['because'] } | null;
}

export interface DivergenceSearch {
  readonly found: FoundDivergence | null;
  /** Whether the order of further events was not looked at. */
  readonly isCut: boolean;
}

/** Finds the first divergence, turn by turn. Events that changed places count only when that matters. */
export async function findDivergence(
  pair: ScopedPair,
  looks: readonly TurnLook[],
): Promise<DivergenceSearch> {
  let reordered = 0;
  let isCut = false;
  for (const { turn, counts, hasSameEvents, hasSameOrder } of looks) {
    if (hasSameOrder) continue;
    if (hasSameEvents) {
      reordered += counts.a;
      if (reordered > MAX_REORDERED) {
        isCut = true;
        continue;
      }
    }
    const inTurn = await findInTurn(pair, turn);
    isCut ||= inTurn.isCut;
    if (inTurn.found !== null) return { found: inTurn.found, isCut };
  }
  return { found: null, isCut };
}

async function findInTurn(pair: ScopedPair, turn: number): Promise<DivergenceSearch> {
  const turns = { first: turn, last: turn };
  let [fromA, fromB] = [0, 0];
  let isCut = false;
  for (;;) {
    const a = await pair.readEvents('a', turns, { offset: fromA, limit: MAX_ALIGNED });
    const b = await pair.readEvents('b', turns, { offset: fromB, limit: MAX_ALIGNED });
    const isLast = a.length < MAX_ALIGNED && b.length < MAX_ALIGNED;
    const equal = countEqual(a, b);
    if (equal > 0 && !isLast) {
      // What follows is read again, to have as many events after the difference as possible.
      [fromA, fromB] = [fromA + equal, fromB + equal];
      continue;
    }
    if (a.length === 0 && b.length === 0) return { found: null, isCut };
    const rows = await alignEvents({ a, b });
    const weighed = await weighRows(pair, rows);
    isCut ||= weighed.isCut;
    const first = firstThatMatters(rows, weighed.moves);
    if (first !== undefined) {
      const before = rows.slice(0, first.row);
      const side: Side = first.divergence.a === null ? 'b' : 'a';
      const sort = first.divergence[side]?.sort;
      return {
        found: {
          turn,
          ...first.divergence,
          placeInTurn: fromA + before.filter((row) => row.a !== null).length,
          occurrence: 1 + before.filter((row) => row[side]?.sort === sort).length,
        },
        isCut,
      };
    }
    if (isLast) return { found: null, isCut };
    [fromA, fromB] = [fromA + a.length, fromB + b.length];
  }
}

function countEqual(a: readonly PairEvent[], b: readonly PairEvent[]): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at]?.token === b[at]?.token) at++;
  return at;
}

/** Weighs the moves among rows of one turn. Their links are read only if there are moves. */
export async function weighRows(
  pair: ScopedPair,
  rows: readonly AlignedRow[],
): Promise<{ readonly moves: readonly WeightyMove[]; readonly isCut: boolean }> {
  if (!rows.some(({ how }) => how === 'moved')) return { moves: [], isCut: false };
  const linksOf = (side: Side) => {
    let [first, last] = [Infinity, -Infinity];
    for (const row of rows) {
      const seq = row[side]?.seq;
      if (seq === undefined) continue;
      first = Math.min(first, seq);
      last = Math.max(last, seq);
    }
    return pair.readLinks(side, [first, Math.min(last, first + 2 * MAX_ALIGNED)]);
  };
  return weighMoves(rows, { a: await linksOf('a'), b: await linksOf('b') });
}

function firstThatMatters(
  rows: readonly AlignedRow[],
  moves: readonly WeightyMove[],
):
  | {
      readonly row: number;
      readonly divergence: Omit<FoundDivergence, 'turn' | 'placeInTurn' | 'occurrence'>;
    }
  | undefined {
  const [move] = moves;
  const at = rows.findIndex(({ how }) => how !== 'same' && how !== 'moved');
  const row = rows[at];
  if (move !== undefined && (row === undefined || move.row < at)) {
    const [first, other] = [rows[move.row], rows[move.other]];
    if (first !== undefined && other !== undefined) {
      const reorder = { row: other, because: move.because };
      return {
        row: move.row,
        divergence: { kind: 'reordered', a: first.a, b: first.b, reorder },
      };
    }
  }
  if (row === undefined || row.how === 'same' || row.how === 'moved') return undefined;
  return { row: at, divergence: { kind: row.how, a: row.a, b: row.b, reorder: null } };
}
