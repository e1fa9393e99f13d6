import type { Both, PairEvent, ScopedPair } from '../store/run-pair';
import { alignEvents, type AlignedRow } from './align-events';
import { MAX_ALIGNED, weighRows } from './find-divergence';

/** A row of a turn: two aligned events. */
export interface TurnRow extends AlignedRow {
  /** Its place among all rows of the turn, from 0. */
  readonly place: number;
  /** If it moved: whether it changed places with an event that matters to it. */
  readonly matters: boolean;
  /** The number of same rows that were left out before this one. */
  readonly sameBefore: number;
}

export interface TurnPage {
  readonly counts: Both<number>;
  readonly rows: readonly TurnRow[];
  readonly total: number;
  /** The number of same rows that were left out after the last row of all. */
  readonly sameAfter: number;
  /** Whether the turn has more events than are aligned. */
  readonly isCut: boolean;
}

export interface TurnPageOptions {
  readonly turn: number;
  readonly isDifferencesOnly: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** The events of a turn side by side, page by page. */
export async function listTurn(
  pair: ScopedPair,
  { turn, isDifferencesOnly, limit, offset }: TurnPageOptions,
): Promise<TurnPage> {
  const turns = { first: turn, last: turn };
  const page = { offset: 0, limit: MAX_ALIGNED };
  const events: Both<readonly PairEvent[]> = {
    a: await pair.readEvents('a', turns, page),
    b: await pair.readEvents('b', turns, page),
  };
  const aligned = await alignEvents(events);
  const { moves } = await weighRows(pair, aligned);
  const weighty = new Set(moves.flatMap(({ row, other }) => [row, other]));
  const rows: TurnRow[] = [];
  let sameBefore = 0;
  for (const [at, row] of aligned.entries()) {
    // Of two events that changed places, one may seem to have stayed.
    const how = row.how === 'same' && weighty.has(at) ? 'moved' : row.how;
    if (isDifferencesOnly && how === 'same') {
      sameBefore++;
      continue;
    }
    rows.push({ ...row, place: at, how, matters: weighty.has(at), sameBefore });
    sameBefore = 0;
  }
  return {
    counts: { a: events.a.length, b: events.b.length },
    rows: rows.slice(offset, offset + limit),
    total: rows.length,
    sameAfter: sameBefore,
    isCut: events.a.length === MAX_ALIGNED || events.b.length === MAX_ALIGNED,
  };
}
