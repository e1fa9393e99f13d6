import type { DuckDBConnection } from '@duckdb/node-api';
import { compareEventPartNames, isNewestPart } from '../../../files/event-parts';
import type { InvalidLine, SimulationStatistics } from '../../event-store';
import { compareNaturally } from '../../../events/natural-order';
import { sortInSlices } from '../../../work/in-slices';
import type { NameField } from '../../../filters/read-conditions';
import { numberOf, queryRows, textOf, type Row } from '../sql/connections';
import { findOtherSimulationIds } from '../ingest/simulation-ids';
import type { PartState, SimulationIndex } from '../index/simulation-index';

const MAX_INVALID_LINES = 100;

/** The statistics in the index. Without the first and the last time as written, which only the files have. */
export type IndexStatistics = Omit<SimulationStatistics, 'index' | 'start' | 'end'>;

interface NameCount {
  readonly name: string;
  readonly count: number;
}

/** Counts the indexed events, in the connection's transaction. */
export async function describeIndex(
  connection: DuckDBConnection,
  index: SimulationIndex,
): Promise<IndexStatistics> {
  const { catalog } = index;
  const names = index.names();
  const ask = (sql: string): Promise<readonly Row[]> => queryRows(connection, sql);
  const [totals] = await ask(
    `SELECT count(*) AS events, min(turn) AS first_turn, max(turn) AS last_turn
     FROM ${catalog}.events`,
  );
  // Two groupings in one scan of the events.
  const combinations = await ask(
    `SELECT type, agent, count(*) AS n FROM ${catalog}.events GROUP BY type, agent`,
  );
  const countBy = (field: NameField): readonly NameCount[] => {
    const counts = new Map<number, number>();
    for (const row of combinations) {
      const code = numberOf(row, field) ?? 0;
      counts.set(code, (counts.get(code) ?? 0) + (numberOf(row, 'n') ?? 0));
    }
    return Array.from(counts, ([code, count]) => ({ name: names.nameOf(field, code), count }));
  };
  const byPart = await ask(`SELECT part, event_count, duplicate_count FROM ${catalog}.parts`);
  const [invalid] = await ask(`SELECT count(*) AS n FROM ${catalog}.invalid_lines`);
  const invalidLines = await ask(
    `SELECT * FROM ${catalog}.invalid_lines
     ORDER BY part, byte_offset LIMIT ${String(MAX_INVALID_LINES)}`,
  );
  const [links] = await ask(
    `SELECT (SELECT count(*) FROM ${catalog}.near_links) + (SELECT count(*) FROM ${catalog}.far_links) AS n`,
  );
  const [missing] = await ask(`SELECT count(*) AS n FROM ${catalog}.missing_causes`);

  const parts = index.parts();
  const counts = new Map(
    byPart.map((row) => [numberOf(row, 'part'), numberOf(row, 'event_count') ?? 0]),
  );
  const duplicates = byPart.map((row) => numberOf(row, 'duplicate_count') ?? 0);
  const torn = tornLines(parts);
  return {
    event_count: numberOf(totals, 'events') ?? 0,
    first_turn: numberOf(totals, 'first_turn'),
    last_turn: numberOf(totals, 'last_turn'),
    event_types: await sortInSlices(
      countBy('type').map(({ name, count }) => ({ event_type: name, event_count: count })),
      (a, b) => b.event_count - a.event_count || compareNaturally(a.event_type, b.event_type),
    ),
    agents: await sortInSlices(
      countBy('agent')
        .filter(({ name }) => name !== '')
        .map(({ name, count }) => ({ agent_id: name, event_count: count })),
      (a, b) => compareNaturally(a.agent_id, b.agent_id),
    ),
    files: parts.map(({ found, indexed }) => ({
      name: found.name,
      bytes: found.bytes,
      event_count: counts.get(indexed.part) ?? 0,
    })),
    invalid_line_count: (numberOf(invalid, 'n') ?? 0) + torn.length,
    invalid_lines: [...invalidLines.map((row) => toInvalidLine(row, parts)), ...torn]
      .sort((a, b) => compareEventPartNames(a.file, b.file) || a.byte_offset - b.byte_offset)
      .slice(0, MAX_INVALID_LINES),
    duplicate_id_count: duplicates.reduce((sum, count) => sum + count, 0),
    missing_cause_count: numberOf(missing, 'n') ?? 0,
    declared_link_count: numberOf(links, 'n') ?? 0,
    unfinished_bytes: unfinishedBytes(parts),
    unread_parts: index.unreadParts(),
    other_simulation_ids: await findOtherSimulationIds(connection, catalog, index.simulationId),
  };
}

function toInvalidLine(row: Row, parts: readonly PartState[]): InvalidLine {
  const part = numberOf(row, 'part');
  return {
    file: parts.find(({ indexed }) => indexed.part === part)?.found.name ?? '',
    byte_offset: numberOf(row, 'byte_offset') ?? 0,
    byte_length: numberOf(row, 'byte_length') ?? 0,
    reason: textOf(row, 'reason'),
  };
}

/** An unfinished line in a part that is no longer written to is a torn line. */
function tornLines(parts: readonly PartState[]): readonly InvalidLine[] {
  return parts.flatMap(({ found, indexed: { unfinished } }) =>
    unfinished === undefined || isNewestPart(found.name)
      ? []
      : [
          {
            file: found.name,
            byte_offset: unfinished.byteOffset,
            byte_length: unfinished.byteLength,
            reason: unfinished.reason,
          },
        ],
  );
}

function unfinishedBytes(parts: readonly PartState[]): number {
  const newest = parts.find(({ found }) => isNewestPart(found.name));
  return newest?.indexed.unfinished?.byteLength ?? 0;
}
