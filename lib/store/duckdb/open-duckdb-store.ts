import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance, listValue, type DuckDBConnection } from '@duckdb/node-api';
import type { CausalLink } from '../../causality/causal-link';
import { EventFilesUnreadableError, IndexNotReadyError } from '../../errors';
import type { EventLine } from '../../events/event-line';
import { readEventLine } from '../../events/read-event';
import { findEventParts, findSimulations, type EventPart } from '../../files/event-parts';
import { DEFAULT_LIMIT, type EventFilter } from '../../filters/event-filter';
import type { EventStore, SimulationStatistics, StatedTime } from '../event-store';
import {
  inTransaction,
  lendConnections,
  numberOf,
  queryRows,
  textOf,
  type Row,
} from './connections';
import { describeIndex } from './describe-index';
import { whereCriteria } from './event-query';
import { createIndexShelf } from './index-shelf';
import { readAppended } from './read-appended';
import { FilesChangedError, readEvents, SELECT_PLACES } from './read-events';
import type { SimulationIndex } from './simulation-index';

export interface DuckDbStoreOptions {
  /** Directory whose sub-directories are simulations. Never written to. */
  readonly outputRoot: string;
  /** Directory for index files; made when missing. */
  readonly indexDir: string;
  /** How long a question waits for the index before it is refused. Default 2,000. */
  readonly waitMs?: number;
  /** How long a description waits before it tells what is known so far. Default 1,000. */
  readonly describeWaitMs?: number;
  /** How long what was appended waits for the index before the answer is what is indexed so far. Default 250. */
  readonly appendedWaitMs?: number;
  /** For all simulations together, as DuckDB writes sizes. Default 512MB. */
  readonly memoryLimit?: string;
}

/** Opens the embedded store: event files are read where they are, one DuckDB index file a simulation beside them. */
export async function openDuckDbStore(options: DuckDbStoreOptions): Promise<EventStore> {
  const { waitMs = 2000, describeWaitMs = 1000, memoryLimit = '512MB' } = options;
  const { appendedWaitMs = 250 } = options;
  const outputRoot = await realpath(options.outputRoot);
  const indexDir = path.resolve(options.indexDir);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    temp_directory: path.join(indexDir, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connections = lendConnections(instance);
  const shelf = createIndexShelf({ outputRoot, indexDir, connections });
  const descriptions = new Map<string, Description>();
  let isClosed = false;

  /** Answers from an index that is up to date; once more when the files changed under the answer. */
  function answer<Result>(
    simulationId: string,
    ask: (index: SimulationIndex, connection: DuckDBConnection) => Promise<Result>,
    bringUp = (index: SimulationIndex): Promise<void> => index.bringUpToDate(waitMs),
  ): Promise<Result> {
    return shelf.use(simulationId, async (index) => {
      await bringUp(index);
      try {
        return await connections.use((connection) => ask(index, connection));
      } catch (error) {
        if (!(error instanceof FilesChangedError)) throw error;
        if (error.isRewritten) index.invalidate();
      }
      await bringUp(index);
      try {
        return await connections.use((connection) => ask(index, connection));
      } catch (error) {
        if (!(error instanceof FilesChangedError)) throw error;
        throw new EventFilesUnreadableError(error.message, { cause: error });
      }
    });
  }

  async function countAndDescribe(
    index: SimulationIndex,
    connection: DuckDBConnection,
  ): Promise<SimulationStatistics> {
    const state = index.state();
    const files = filesKey(index.parts().map((part) => part.found));
    const { counts, ends } = await inTransaction(connection, async () => ({
      counts: await describeIndex(connection, index),
      ends: await queryRows(
        connection,
        `${SELECT_PLACES} FROM ${index.catalog}.events
         WHERE seq = 0 OR seq = (SELECT max(seq) FROM ${index.catalog}.events) ORDER BY seq`,
      ),
    }));
    const [start = null, end = start] = (await readEvents(index, ends)).map(stateTime);
    const statistics = { ...counts, start, end, index: state };
    if (state.state === 'ready') descriptions.set(index.simulationId, { files, statistics });
    return statistics;
  }

  /** The last description, when the files are as they were: no index need be opened to list what is finished. */
  async function describeUnchanged(
    simulationId: string,
  ): Promise<SimulationStatistics | undefined> {
    const known = descriptions.get(simulationId);
    if (known === undefined) return undefined;
    const files = filesKey(await findEventParts(path.join(outputRoot, simulationId)));
    return files === known.files ? known.statistics : undefined;
  }

  return {
    listSimulations: () => findSimulations(outputRoot),

    async describe(simulationId) {
      const unchanged = await describeUnchanged(simulationId);
      if (unchanged !== undefined) return unchanged;
      return shelf.use(simulationId, async (index) => {
        try {
          await index.bringUpToDate(describeWaitMs);
        } catch (error) {
          const isTold =
            error instanceof IndexNotReadyError || error instanceof EventFilesUnreadableError;
          if (!isTold) throw error;
        }
        if (index.parts().length === 0) return { ...NOTHING_KNOWN, index: index.state() };
        try {
          return await connections.use((connection) => countAndDescribe(index, connection));
        } catch (error) {
          if (!(error instanceof FilesChangedError)) throw error;
          return answer(simulationId, countAndDescribe);
        }
      });
    },

    findEvents: (simulationId, filter) =>
      answer(simulationId, async (index, connection) => {
        const { rows, total } = await inTransaction(connection, () =>
          findPlaces(connection, index.catalog, filter),
        );
        return { events: await readEvents(index, rows), total };
      }),

    getEvents: (simulationId, eventIds) =>
      answer(simulationId, async (index, connection) => {
        if (eventIds.length === 0) return [];
        const rows = await queryRows(
          connection,
          `${SELECT_PLACES} FROM ${index.catalog}.events
           WHERE event_id IN (SELECT unnest($ids::VARCHAR[]))
           QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY seq) = 1
           ORDER BY seq`,
          { ids: listValue([...eventIds]) },
        );
        return readEvents(index, rows);
      }),

    findLinks: (simulationId, eventIds, direction, { limit } = {}) =>
      answer(simulationId, async (index, connection) => {
        if (eventIds.length === 0) return [];
        const side = direction === 'causes' ? 'effect' : 'cause';
        const rows = await queryRows(
          connection,
          `SELECT cause, effect FROM ${index.catalog}.links
           WHERE ${side} IN (SELECT unnest($ids::VARCHAR[]))
           GROUP BY cause, effect
           ORDER BY min(effect_time), effect, min(ordinal), cause
           ${limit === undefined ? '' : `LIMIT ${String(limit)}`}`,
          { ids: listValue([...eventIds]) },
        );
        return rows.map(toLink);
      }),

    readAppended(simulationId, after, criteria, options) {
      const directory = path.join(outputRoot, simulationId);
      let isIndexCurrent = false;
      return answer(
        simulationId,
        (index, connection) =>
          readAppended(index, connection, {
            ...{ directory, after, criteria, isIndexCurrent },
            ...options,
          }),
        async (index) => {
          isIndexCurrent = await isBroughtUp(index, appendedWaitMs);
        },
      );
    },

    async close() {
      if (isClosed) return;
      isClosed = true;
      await shelf.close();
      instance.closeSync();
    },
  };
}

interface Description {
  /** See {@link filesKey}. */
  readonly files: string;
  readonly statistics: SimulationStatistics;
}

/** Whether the index is up to date within a while; if not, the work goes on. */
async function isBroughtUp(index: SimulationIndex, waitMs: number): Promise<boolean> {
  try {
    await index.bringUpToDate(waitMs);
    return true;
  } catch (error) {
    if (error instanceof IndexNotReadyError) return false;
    throw error;
  }
}

/** Another text when a file was appended to, renamed, replaced, added or removed. */
function filesKey(parts: readonly EventPart[]): string {
  return parts
    .map((part) => [part.name, part.identity, part.bytes, part.modifiedNs].join(' '))
    .join('\n');
}

const NOTHING_KNOWN: Omit<SimulationStatistics, 'index'> = {
  event_count: 0,
  start: null,
  end: null,
  first_turn: null,
  last_turn: null,
  event_types: [],
  agents: [],
  files: [],
  invalid_line_count: 0,
  invalid_lines: [],
  duplicate_id_count: 0,
  missing_cause_count: 0,
  declared_link_count: 0,
  unfinished_bytes: 0,
};

async function findPlaces(
  connection: DuckDBConnection,
  catalog: string,
  filter: EventFilter,
): Promise<{ rows: readonly Row[]; total: number }> {
  const { sql, values } = whereCriteria(filter);
  const [count] = await queryRows(
    connection,
    `SELECT count(*) AS n FROM ${catalog}.events WHERE ${sql}`,
    values,
  );
  const total = numberOf(count, 'n') ?? 0;
  const { limit = DEFAULT_LIMIT, offset = 0, order = 'asc' } = filter;
  const rows = await queryRows(
    connection,
    `${SELECT_PLACES} FROM ${catalog}.events WHERE ${sql}
     ORDER BY seq ${order === 'asc' ? 'ASC' : 'DESC'} LIMIT ${String(limit)} OFFSET ${String(offset)}`,
    values,
  );
  return { rows, total };
}

function stateTime(line: EventLine): StatedTime | null {
  const { event } = readEventLine(line.text);
  return event === undefined ? null : { time: event.time, timestamp: event.timestamp };
}

function toLink(row: Row): CausalLink {
  return { cause: textOf(row, 'cause'), effect: textOf(row, 'effect'), origin: 'declared' };
}
