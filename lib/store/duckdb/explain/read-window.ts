import type { DuckDBConnection } from '@duckdb/node-api';
import type {
  EarlierTotals,
  ExplanationWindow,
  WindowEvent,
} from '../../../causality/explain/explanation-window';
import { SortNumbers } from '../../../causality/explain/sort-numbers';
import {
  MAX_WINDOW_EVENTS,
  MAX_WINDOW_TURNS,
  type ExplanationDirection,
} from '../../../causality/explain/explanation-bounds';
import { OUTCOMES } from '../../../events/event-outcome';
import type { VariableScope } from '../../../replay/variable';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { breathe } from '../../../work/work';
import type { SimulationIndex } from '../index/simulation-index';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import type { EarlierTotalsReader } from './earlier-totals';
import { readWindowLinks } from './read-window-links';
import { placeIn } from './place-in';
import { sortKeys, type SortCodes } from './sort-keys';

/** A window, and where its events stand. */
export interface PlacedWindow {
  readonly window: ExplanationWindow;
  /** By place: the event's `seq`. */
  readonly seqs: Float64Array;
  /** By place: the length of the event's line. */
  readonly byteLengths: Float64Array;
}

/**
 * Reads the window of an explanation: the events up to {@link MAX_WINDOW_TURNS} turns before (or after) the event, at most
 * {@link MAX_WINDOW_EVENTS}, the links among them, and totals of the events before them. Reads no line.
 */
export async function readWindow(
  connection: DuckDBConnection,
  index: SimulationIndex,
  totals: EarlierTotalsReader,
  { seq, turn }: { readonly seq: number; readonly turn: number },
  direction: ExplanationDirection,
): Promise<PlacedWindow> {
  const { catalog } = index;
  const [from, to] =
    direction === 'upstream' ? [seq - MAX_WINDOW_EVENTS, seq] : [seq, seq + MAX_WINDOW_EVENTS];
  const columns = await queryNumbers(
    connection,
    `SELECT seq, turn::DOUBLE, type, agent, kind, variable, coalesce(value, 'NaN'::DOUBLE),
            coalesce(change, 'NaN'::DOUBLE), outcome::UINTEGER, part, byte_offset::DOUBLE, byte_length
     FROM ${catalog}.events
     WHERE seq >= ${String(Math.max(0, from))} AND seq <= ${String(to)}
       AND turn BETWEEN ${String(turn - MAX_WINDOW_TURNS)} AND ${String(turn + MAX_WINDOW_TURNS)}
     ORDER BY seq`,
  );
  const { events, sorts } = await readRows(index, columns);
  const [seqs = NO_NUMBERS] = columns;
  const [parts = NO_NUMBERS, byteOffsets = NO_NUMBERS, byteLengths = NO_NUMBERS] = columns.slice(9);
  const first = seqs[0] ?? seq;
  const found = await readWindowLinks(connection, catalog, { parts, byteOffsets, seqs });
  const earlier = await totals.before(index, connection, first, sorts);
  const all = index.parts().reduce((sum, { indexed }) => sum + indexed.eventCount, 0);
  const isWhole =
    direction === 'upstream' ? events.length === seq + 1 : events.length === all - seq;
  return {
    seqs,
    byteLengths,
    window: {
      events,
      target: placeIn(seqs, seq),
      links: found.links,
      open: found.open,
      earlierCount: first,
      earlier: (sort) => earlier[sort] ?? NOTHING,
      isCut: !isWhole || found.isCut,
    },
  };
}

const NO_NUMBERS = new Float64Array();
/** Rows between two looks at the clock. */
const ROWS_AT_ONCE = 256;
const NOTHING: EarlierTotals = { count: 0, min: null, max: null, lastTurn: null };

async function readRows(
  index: SimulationIndex,
  columns: NumberColumns,
): Promise<{ readonly events: readonly WindowEvent[]; readonly sorts: readonly SortCodes[] }> {
  const names = index.names();
  const keyOf = sortKeys(names);
  const numbers = new SortNumbers<number>();
  const sorts: SortCodes[] = [];
  const [, turns = [], types = [], agents = [], kinds = [], variables = [], ...rest] = columns;
  const [values = [], changes = [], outcomes = []] = rest;
  const events: WindowEvent[] = [];
  for (let at = 0; at < turns.length; at++) {
    if (at % ROWS_AT_ONCE === 0) await breathe();
    const type = types[at] ?? 0;
    const agent = agents[at] ?? 0;
    const kind = kinds[at] ?? 0;
    const variable = variables[at] ?? 0;
    const value = values[at] ?? NaN;
    const change = changes[at] ?? NaN;
    const sort = numbers.numberOf(keyOf({ type, agent, kind, variable }));
    if (sort === sorts.length) sorts.push({ type, agent, kind, variable });
    events.push({
      at,
      turn: turns[at] ?? 0,
      type: names.nameOf('type', type),
      // Code 0 means none.
      agent: agent === 0 ? null : names.nameOf('agent', agent),
      kind: kind === 0 ? null : names.nameOf('kind', kind),
      sort,
      variable: SCOPES.get(variable) ?? null,
      value: Number.isNaN(value) ? null : value,
      change: Number.isNaN(change) ? null : change,
      outcome: OUTCOMES[outcomes[at] ?? 0] ?? 'none',
    });
  }
  return { events, sorts };
}

const SCOPES: ReadonlyMap<number, VariableScope> = new Map([
  [VARIABLE_CODES.global, 'global'],
  [VARIABLE_CODES.agent, 'agent'],
]);
