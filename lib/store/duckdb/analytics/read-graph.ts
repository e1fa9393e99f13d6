import { GRAPH_ROLES, type EventGraph } from '../../../analytics/analysed-run';
import { withoutConditions } from '../../../filters/read-conditions';
import { breathe } from '../../../work/work';
import { placeIn } from '../explain/place-in';
import { whereConditions } from '../query/event-query';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import { typeCode, type AnalysisScope } from './analysis-scope';
import { linesByPart, type PartLines } from './graph-lines';

const NONE = new Float64Array();
const ROWS_AT_ONCE = 4096;

/** The kinds of events at the beginning and the end of turns and of the simulation. */
const BOUNDARY_KINDS = ['simulation_start', 'turn_start', 'turn_end', 'simulation_end'] as const;

/**
 * Reads the first events in the range of turns and times, and the declared links among them. Links with an end outside are left
 * out.
 */
export async function readGraph(
  scope: AnalysisScope,
  limit: { readonly events: number; readonly links: number },
): Promise<EventGraph> {
  const { index, connection, conditions, where } = scope;
  const { catalog } = index;
  const names = index.names();
  const range = whereConditions(
    withoutConditions(conditions, ['type', 'agent', 'kind', 'outcome', 'text', 'fields']),
    names,
  );
  const kinds = BOUNDARY_KINDS.flatMap((kind) => names.codeOf('kind', kind) ?? []);
  const types = ['MILESTONE', 'SYSTEM'].map((type) => typeCode(scope, type)).join(', ');
  const isBoundary =
    kinds.length === 0 ? 'false' : `kind IN (${kinds.join(', ')}) AND type IN (${types})`;
  const role = `CASE WHEN ${isBoundary} THEN ${String(GRAPH_ROLES.indexOf('boundary'))}
                     WHEN type = ${typeCode(scope, 'DETAIL')} THEN ${String(GRAPH_ROLES.indexOf('detail'))}
                     ELSE 0 END`;
  const columns = await queryNumbers(
    connection,
    `SELECT seq, part, byte_offset::DOUBLE, (${role})::UINTEGER, turn::DOUBLE
     FROM ${catalog}.events
     WHERE ${range} ORDER BY seq LIMIT ${String(limit.events + 1)}`,
  );
  const isLong = (columns[0]?.length ?? 0) > limit.events;
  const [place = NONE, parts = NONE, offsets = NONE, ...rest] = columns.map((column) =>
    column.subarray(0, limit.events),
  );
  const [roles = NONE, turn = NONE] = rest;
  const count = place.length;
  const matches = new Uint8Array(count);
  if (range === where) matches.fill(1);
  else {
    const [matching = NONE] = await queryNumbers(
      connection,
      `SELECT seq FROM ${catalog}.events WHERE ${where}`,
    );
    for (const [at, seq] of matching.entries()) {
      if (at % ROWS_AT_ONCE === 0) await breathe();
      const found = placeIn(place, seq);
      if (found >= 0) matches[found] = 1;
    }
  }
  const lines = await linesByPart(parts, offsets);
  const near = await queryNumbers(
    connection,
    `${joined(
      lines,
      (part, from, to) => `SELECT effect_part, cause_offset::DOUBLE, effect_offset::DOUBLE
       FROM ${catalog}.near_links
       WHERE effect_part = ${part} AND effect_offset BETWEEN ${from} AND ${to}`,
    )} LIMIT ${String(limit.links)}`,
  );
  const [first = 0, last = 0] = [place[0], place.at(-1)];
  const far = await queryNumbers(
    connection,
    `SELECT far.effect_part, cause.seq, far.effect_offset::DOUBLE
     FROM (${joined(
       lines,
       (part, from, to) => `SELECT * FROM ${catalog}.far_links
        WHERE effect_part = ${part} AND effect_offset BETWEEN ${from} AND ${to}`,
     )}) far JOIN ${catalog}.events cause
       ON cause.id_high = far.cause_high AND cause.id_low = far.cause_low
      AND cause.seq BETWEEN ${String(first)} AND ${String(last)}
     LIMIT ${String(limit.links)}`,
  );
  const most = (near[0]?.length ?? 0) + (far[0]?.length ?? 0);
  const [causes, effects] = [new Uint32Array(most), new Uint32Array(most)];
  let linkCount = 0;
  const add = (cause: number, effect: number): void => {
    if (cause < 0 || effect < 0 || cause === effect) return;
    causes[linkCount] = cause;
    effects[linkCount] = effect;
    linkCount += 1;
  };
  await each(near, (part, cause, effect) => {
    const own = lines.get(part);
    const at = own?.find(effect) ?? -1;
    add(own?.find(cause) ?? -1, at);
  });
  await each(far, (part, seq, effect) => {
    add(placeIn(place, seq), lines.get(part)?.find(effect) ?? -1);
  });
  return {
    count,
    place,
    matches,
    turn,
    role: Uint8Array.from(roles),
    causes: causes.subarray(0, linkCount),
    effects: effects.subarray(0, linkCount),
    isCut: isLong || [near, far].some(([some]) => some?.length === limit.links),
  };
}

async function each(
  columns: NumberColumns,
  addRow: (part: number, cause: number, effect: number) => void,
): Promise<void> {
  const [parts = NONE, causes = NONE, effects = NONE] = columns;
  for (let row = 0; row < parts.length; row++) {
    if (row % ROWS_AT_ONCE === 0) await breathe();
    addRow(parts[row] ?? -1, causes[row] ?? -1, effects[row] ?? -1);
  }
}

function joined(
  lines: ReadonlyMap<number, PartLines>,
  select: (part: string, from: string, to: string) => string,
): string {
  const some = [...lines].map(([part, { from, to }]) =>
    select(String(part), String(from), String(to)),
  );
  return (some.length === 0 ? [select('0', '1', '0')] : some).join(' UNION ALL ');
}
