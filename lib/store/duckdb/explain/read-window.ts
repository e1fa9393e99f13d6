import type { DuckDBConnection } from '@duckdb/node-api';
import type {
  EarlierTotals,
  ExplanationWindow,
  WindowEvent,
} from '../../../causality/explain/explanation-window';
import { sortOf } from '../../../causality/explain/explanation-window';
import {
  MAX_WINDOW_EVENTS,
  MAX_WINDOW_TURNS,
  type ExplanationDirection,
} from '../../../causality/explain/explanation-bounds';
import { OUTCOMES } from '../../../events/event-outcome';
import type { VariableScope } from '../../../replay/variable';
import { VARIABLE_CODES } from '../../../scan/event-columns';
import { breathe, isBreathDue } from '../../../work/work';
import type { LinePlace } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import { readWindowLinks } from './read-window-links';

/** A window, and where its events stand. */
export interface PlacedWindow {
  readonly window: ExplanationWindow;
  /** By place. */
  readonly lines: readonly LinePlace[];
  /** By place: the event's `seq`. */
  readonly seqs: Float64Array;
}

/**
 * Reads the window of an explanation: the events up to {@link MAX_WINDOW_TURNS} turns before (or after) the event, at most
 * {@link MAX_WINDOW_EVENTS}, the links among them, and totals of the events before them. Reads no line.
 */
export async function readWindow(
  connection: DuckDBConnection,
  index: SimulationIndex,
  { seq, turn }: { readonly seq: number; readonly turn: number },
  direction: ExplanationDirection,
): Promise<PlacedWindow> {
  const { catalog } = index;
  const [from, to] =
    direction === 'upstream' ? [seq - MAX_WINDOW_EVENTS, seq] : [seq, seq + MAX_WINDOW_EVENTS];
  const columns = await queryNumbers(
    connection,
    `SELECT seq, turn, type, agent, kind, variable, coalesce(value, 'NaN'::DOUBLE),
            coalesce(change, 'NaN'::DOUBLE), outcome::UINTEGER, part, byte_offset, byte_length
     FROM ${catalog}.events
     WHERE seq >= ${String(Math.max(0, from))} AND seq <= ${String(to)}
       AND turn BETWEEN ${String(turn - MAX_WINDOW_TURNS)} AND ${String(turn + MAX_WINDOW_TURNS)}
     ORDER BY seq`,
  );
  const { events, lines } = await readRows(index, columns);
  const [seqs = new Float64Array()] = columns;
  const first = seqs[0] ?? seq;
  const last = seqs.at(-1) ?? seq;
  const found = await readWindowLinks(connection, catalog, { lines, first, last, seqs });
  const earlier = await readEarlierTotals(connection, index, first, events);
  const all = index.parts().reduce((sum, { indexed }) => sum + indexed.eventCount, 0);
  const isWhole =
    direction === 'upstream' ? events.length === seq + 1 : events.length === all - seq;
  return {
    lines,
    seqs,
    window: {
      events,
      target: seqs.indexOf(seq),
      links: found.links,
      open: found.open,
      earlierCount: first,
      earlier: (event) => earlier.get(sortOf(event)) ?? NOTHING,
      isCut: !isWhole || found.isCut,
    },
  };
}

const NOTHING: EarlierTotals = { count: 0, min: null, max: null, lastTurn: null };

async function readRows(
  index: SimulationIndex,
  columns: NumberColumns,
): Promise<{ readonly events: readonly WindowEvent[]; readonly lines: readonly LinePlace[] }> {
  const names = index.names();
  const events: WindowEvent[] = [];
  const lines: LinePlace[] = [];
  const count = columns[0]?.length ?? 0;
  for (let at = 0; at < count; at++) {
    if (isBreathDue()) await breathe();
    const [, turn = 0, type = 0, agent = 0, kind = 0, variable = 0, ...rest] = columns.map(
      (column) => column[at] ?? 0,
    );
    const [value = NaN, change = NaN, outcome = 0, part = 0, byteOffset = 0, byteLength = 0] = rest;
    events.push({
      at,
      turn,
      type: names.nameOf('type', type),
      // Code 0 means none.
      agent: agent === 0 ? null : names.nameOf('agent', agent),
      kind: kind === 0 ? null : names.nameOf('kind', kind),
      variable: SCOPES.get(variable) ?? null,
      value: Number.isNaN(value) ? null : value,
      change: Number.isNaN(change) ? null : change,
      outcome: OUTCOMES[outcome] ?? 'none',
    });
    lines.push({ part, byteOffset, byteLength });
  }
  return { events, lines };
}

const SCOPES: ReadonlyMap<number, VariableScope> = new Map([
  [VARIABLE_CODES.global, 'global'],
  [VARIABLE_CODES.agent, 'agent'],
]);

/** Totals of the events before `first`, by sort, for the kinds of the window. */
async function readEarlierTotals(
  connection: DuckDBConnection,
  index: SimulationIndex,
  first: number,
  events: readonly WindowEvent[],
): Promise<ReadonlyMap<string, EarlierTotals>> {
  const totals = new Map<string, EarlierTotals>();
  if (first === 0) return totals;
  const names = index.names();
  const kinds = new Set(events.map(({ kind }) => kind));
  const codes = [...kinds].flatMap((kind) =>
    kind === null ? 0 : (names.codeOf('kind', kind) ?? []),
  );
  const columns = await queryNumbers(
    connection,
    `SELECT type, CASE variable WHEN ${String(VARIABLE_CODES.global)} THEN 0 ELSE agent END AS owner, kind, variable,
            count(*)::DOUBLE, coalesce(min(value), 'NaN'::DOUBLE), coalesce(max(value), 'NaN'::DOUBLE), max(turn)
     FROM ${index.catalog}.events
     WHERE seq < ${String(first)} AND kind IN (${codes.join(', ')}) AND type != ${String(names.codeOf('type', 'DETAIL') ?? -1)}
     GROUP BY type, owner, kind, variable`,
  );
  const count = columns[0]?.length ?? 0;
  for (let row = 0; row < count; row++) {
    if (isBreathDue()) await breathe();
    const [type = 0, owner = 0, kind = 0, variable = 0, ...rest] = columns.map(
      (column) => column[row] ?? 0,
    );
    const [eventCount = 0, min = NaN, max = NaN, lastTurn = 0] = rest;
    const key = sortOf({
      type: names.nameOf('type', type),
      agent: owner === 0 ? null : names.nameOf('agent', owner),
      kind: kind === 0 ? null : names.nameOf('kind', kind),
      variable: SCOPES.get(variable) ?? null,
    });
    totals.set(key, {
      count: eventCount,
      min: Number.isNaN(min) ? null : min,
      max: Number.isNaN(max) ? null : max,
      lastTurn,
    });
  }
  return totals;
}
