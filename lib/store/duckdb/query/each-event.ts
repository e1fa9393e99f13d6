import { setTimeout as delay } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { CancelledError, EventFilesUnreadableError, IndexNotReadyError } from '../../../errors';
import type { EventLine } from '../../../events/event-line';
import type { EventPaging } from '../../../filters/event-filter';
import { readConditions } from '../../../filters/read-conditions';
import type { EventStore } from '../../event-store';
import { handOver, type HandOver } from '../../hand-over';
import { inTransaction, numberOf, queryRows, type Row } from '../sql/connections';
import type { IndexAsker } from './ask-index';
import { whereConditions } from './event-query';
import type { TextMatches } from './text-matches';
import { FilesChangedError, readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { untilCancelled } from '../../../work/work';
import type { StoreLanes } from '../sql/store-lanes';

/** Walks through all matching events. All walks can be ended at once. */
export interface EventWalks {
  readonly eachEvent: EventStore['eachEvent'];
  /** Ends all running walks with an error for their consumers. */
  close(): Promise<void>;
}

interface WalkOptions {
  readonly ask: IndexAsker['ask'];
  readonly texts: TextMatches;
  readonly waitMs: number;
  readonly lanes: StoreLanes;
}

/** While other requests wait, all exports together use one part in this many of the time. */
const SHARE_OF_TIME = 12;
const MAX_PAUSE_MS = 1000;

/** A batch has at most this many events and bytes of lines, but at least one event. */
const BATCH_EVENTS = 4096;
const BATCH_BYTES = 4 * 1024 * 1024;

/** A query covers at most this many events. The window grows while few events match. */
const MAX_WINDOW_EVENTS = 1_048_576;

/**
 * A walk is one read transaction from its first event to its last. It sees one snapshot, however slow its consumer is, and
 * delays neither commits nor checkpoints. Meanwhile the index file only grows by rewritten rows.
 */
export function createEventWalks({ ask, texts, waitMs, lanes }: WalkOptions): EventWalks {
  /** Reads a batch. A batch waits while other requests wait, and so do the batches of other walks behind it. */
  function readInTurn(
    owner: string,
    read: () => Promise<readonly EventLine[]>,
  ): Promise<readonly EventLine[]> {
    return lanes.run('bulk', owner, async () => {
      if (lanes.waiting('instant', 'page', 'count') > 0) {
        await untilCancelled(delay(pauseMs, undefined, { ref: false }));
      }
      const startMs = performance.now();
      const batch = await read();
      pauseMs = Math.min(MAX_PAUSE_MS, (performance.now() - startMs) * (SHARE_OF_TIME - 1));
      return batch;
    });
  }

  /** The pause after the last batch of any walk. */
  let pauseMs = 0;
  const underWay = new Set<HandOver<readonly EventLine[]>>();
  return {
    eachEvent(simulationId, filter, { signal } = {}) {
      const conditions = readConditions(filter);
      const walk = handOver<readonly EventLine[]>(async (give) => {
        underWay.add(walk);
        try {
          await ask(simulationId, undefined, (index, connection, check) =>
            texts.useAll(index, conditions, (hasText) =>
              inTransaction(connection, async () => {
                const where = whereConditions(conditions, index.names(), hasText);
                let isFirst = true;
                const source = { connection, catalog: index.catalog, check };
                for await (const places of eachPlace(source, where, filter)) {
                  const later = isFirst ? undefined : { waitMs };
                  await give(await readInTurn(simulationId, () => readBatch(index, places, later)));
                  isFirst = false;
                }
              }),
            ),
          );
        } finally {
          underWay.delete(walk);
        }
      }, signal);
      return walk;
    },
    async close() {
      const reason = new CancelledError('the store was closed');
      await Promise.all([...underWay].map((walk) => walk.end(reason)));
    },
  };
}

interface PlaceSource {
  readonly connection: DuckDBConnection;
  readonly catalog: string;
  /** Throws when the rows were deleted before the snapshot. */
  readonly check: () => void;
}

/** The places of all matches in event order or its reverse, in batches. `seq` is dense, so windows of it need no sort. */
async function* eachPlace(
  { connection, catalog, check }: PlaceSource,
  where: string,
  paging: EventPaging,
): AsyncGenerator<readonly Row[]> {
  const { order = 'asc', offset = 0 } = paging;
  const [step, direction] = order === 'asc' ? [1, 'ASC'] : [-1, 'DESC'];
  const [counted] = await queryRows(connection, `SELECT count(*) AS n FROM ${catalog}.events`);
  // The first query of the transaction has made its snapshot.
  check();
  const count = numberOf(counted, 'n') ?? 0;

  let at: number | null = order === 'asc' ? 0 : count - 1;
  if (offset > 0) {
    const [start] = await queryRows(
      connection,
      `SELECT seq FROM ${catalog}.events WHERE ${where}
       ORDER BY seq ${direction} LIMIT 1 OFFSET ${String(offset)}`,
    );
    at = numberOf(start, 'seq');
  }
  let left = paging.limit ?? Infinity;
  let width = BATCH_EVENTS;
  while (at !== null && at >= 0 && at < count && left > 0) {
    const far: number = at + step * (width - 1);
    const most = Math.min(BATCH_EVENTS, left);
    const rows: readonly Row[] = await queryRows(
      connection,
      `${SELECT_PLACES}, seq FROM ${catalog}.events
       WHERE seq BETWEEN ${String(Math.min(at, far))} AND ${String(Math.max(at, far))} AND (${where})
       ORDER BY seq ${direction} LIMIT ${String(most)}`,
    );
    yield* splitByBytes(rows);
    left -= rows.length;
    // If the window has more matches, the next query continues inside it.
    at = rows.length < most ? far + step : (numberOf(rows.at(-1), 'seq') ?? count) + step;
    width = rows.length > BATCH_EVENTS / 2 ? BATCH_EVENTS : Math.min(width * 2, MAX_WINDOW_EVENTS);
  }
}

function* splitByBytes(rows: readonly Row[]): Generator<readonly Row[]> {
  let start = 0;
  let bytes = 0;
  for (const [index, row] of rows.entries()) {
    const length = numberOf(row, 'byte_length') ?? 0;
    if (index > start && bytes + length > BATCH_BYTES) {
      yield rows.slice(start, index);
      start = index;
      bytes = 0;
    }
    bytes += length;
  }
  if (start < rows.length) yield rows.slice(start);
}

/**
 * Reads the lines of a batch. Earlier batches cannot be taken back, so a file that rotation has renamed since is looked for
 * once under its new name.
 * @throws {FilesChangedError} when the files changed and `later` is absent
 * @throws {EventFilesUnreadableError} when the files changed and `later` is present
 */
async function readBatch(
  index: SimulationIndex,
  places: readonly Row[],
  later: { readonly waitMs: number } | undefined,
): Promise<readonly EventLine[]> {
  try {
    return await readEvents(index, places);
  } catch (error) {
    if (later === undefined || !(error instanceof FilesChangedError)) throw error;
  }
  try {
    await index.bringUpToDate(later.waitMs);
  } catch (error) {
    // Even then the new names of the files are known.
    if (!(error instanceof IndexNotReadyError)) throw error;
  }
  try {
    return await readEvents(index, places);
  } catch (error) {
    if (!(error instanceof FilesChangedError)) throw error;
    throw new EventFilesUnreadableError(error.message, { cause: error });
  }
}
