import type { DuckDBConnection } from '@duckdb/node-api';
import { compareEventPartNames, isNewestPart } from '../../files/event-parts';
import type { InvalidLine, SimulationStatistics } from '../event-store';
import { numberOf, queryRows, textOf, type Row } from './connections';
import type { PartState, SimulationIndex } from './simulation-index';

const MAX_INVALID_LINES = 100;

/** What the index holds, but for the times' wording, which stands in the files. */
export type IndexStatistics = Omit<SimulationStatistics, 'index' | 'start' | 'end'>;

/** Counts what is indexed, in the connection's transaction. */
export async function describeIndex(
  connection: DuckDBConnection,
  index: SimulationIndex,
): Promise<IndexStatistics> {
  const { catalog } = index;
  const ask = (sql: string): Promise<readonly Row[]> => queryRows(connection, sql);
  const [totals] = await ask(
    `SELECT count(*) AS events, min(turn) AS first_turn, max(turn) AS last_turn,
            count(*) - count(DISTINCT event_id) AS duplicates
     FROM ${catalog}.events`,
  );
  const types = await ask(
    `SELECT type, count(*) AS n FROM ${catalog}.events GROUP BY type ORDER BY n DESC, type`,
  );
  const agents = await ask(
    `SELECT agent, count(*) AS n FROM ${catalog}.events
     WHERE agent IS NOT NULL GROUP BY agent ORDER BY agent`,
  );
  const byPart = await ask(`SELECT part, count(*) AS n FROM ${catalog}.events GROUP BY part`);
  const [invalid] = await ask(`SELECT count(*) AS n FROM ${catalog}.invalid_lines`);
  const invalidLines = await ask(
    `SELECT * FROM ${catalog}.invalid_lines
     ORDER BY part, byte_offset LIMIT ${String(MAX_INVALID_LINES)}`,
  );
  const [links] = await ask(`SELECT count(*) AS n FROM ${catalog}.links`);
  const [missing] = await ask(
    `SELECT count(DISTINCT cause) AS n FROM ${catalog}.links
     WHERE cause NOT IN (SELECT event_id FROM ${catalog}.events)`,
  );

  const parts = index.parts();
  const counts = new Map(byPart.map((row) => [numberOf(row, 'part'), numberOf(row, 'n') ?? 0]));
  const torn = tornLines(parts);
  return {
    event_count: numberOf(totals, 'events') ?? 0,
    first_turn: numberOf(totals, 'first_turn'),
    last_turn: numberOf(totals, 'last_turn'),
    event_types: types.map((row) => ({
      event_type: textOf(row, 'type'),
      event_count: numberOf(row, 'n') ?? 0,
    })),
    agents: agents.map((row) => ({
      agent_id: textOf(row, 'agent'),
      event_count: numberOf(row, 'n') ?? 0,
    })),
    files: parts.map(({ found, indexed }) => ({
      name: found.name,
      bytes: found.bytes,
      event_count: counts.get(indexed.part) ?? 0,
    })),
    invalid_line_count: (numberOf(invalid, 'n') ?? 0) + torn.length,
    invalid_lines: [...invalidLines.map((row) => toInvalidLine(row, parts)), ...torn]
      .sort((a, b) => compareEventPartNames(a.file, b.file) || a.byte_offset - b.byte_offset)
      .slice(0, MAX_INVALID_LINES),
    duplicate_id_count: numberOf(totals, 'duplicates') ?? 0,
    missing_cause_count: numberOf(missing, 'n') ?? 0,
    declared_link_count: numberOf(links, 'n') ?? 0,
    unfinished_bytes: unfinishedBytes(parts),
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

/** A part that is no longer written to cannot have an unfinished line: it is a torn one. */
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
