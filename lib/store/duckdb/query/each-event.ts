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

/** Walks through all events that match, and can be ended all at once. */
export interface EventWalks {
  readonly eachEvent: EventStore['eachEvent'];
  /** Ends those that are under way; who takes their events is told so. */
  close(): Promise<void>;
}

interface WalkOptions {
  readonly ask: IndexAsker['ask'];
  readonly texts: TextMatches;
  readonly waitMs: number;
  readonly lanes: StoreLanes;
}

/** While others wait, exports take one part in so many of the time, all of them together. */
const SHARE_OF_TIME = 12;
const MAX_PAUSE_MS = 1000;

/** A batch is so many events or bytes of lines at most, but one event at least. */
const BATCH_EVENTS = 4096;
const BATCH_BYTES = 4 * 1024 * 1024;

/** So many events are looked at in one query, more and more while few of them match. */
const MAX_WINDOW_EVENTS = 1_048_576;

/**
 * A walk is one read transaction from its first event to its last. It keeps what it began with in sight, however long
 * its taker takes, and holds up neither commits nor checkpoints: the index file only grows by what was rewritten
 * meanwhile.
 */
export function createEventWalks({ ask, texts, waitMs, lanes }: WalkOptions): EventWalks {
  /** A batch gives way to those who wait, and so do the batches of other walks behind it. */
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

  /** After the last batch of any walk. */
  let pauseMs = 0;
  const underWay = new Set<HandOver<readonly EventLine[]>>();
  return {
    eachEvent(simulationId, filter, { signal } = {}) {
      const conditions = readConditions(filter);
      const walk = handOver<readonly EventLine[]>(async (give) => {
        underWay.add(walk);
        try {
          await ask(simulationId, undefined, (index, connection) =>
            texts.use(index, conditions.text, (hasText) =>
              inTransaction(connection, async () => {
                const where = whereConditions(conditions, index.names(), hasText);
                let isFirst = true;
                for await (const places of eachPlace(connection, index.catalog, where, filter)) {
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

/** The places of all matches in event order or its reverse, in batches. `seq` is dense: windows of it need no sort. */
async function* eachPlace(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  paging: EventPaging,
): AsyncGenerator<readonly Row[]> {
  const { order = 'asc', offset = 0 } = paging;
  const [step, direction] = order === 'asc' ? [1, 'ASC'] : [-1, 'DESC'];
  const [counted] = await queryRows(connection, `SELECT count(*) AS n FROM ${catalog}.events`);
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
    // A window that holds more than was taken is gone on in.
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
 * Reads the lines of a batch. What was given before cannot be taken back: when a file turns out to have been renamed
 * since, by rotation, it is looked for once under its new name.
 * @throws {FilesChangedError} when the files changed and `later` is not given
 * @throws {EventFilesUnreadableError} when they changed and it is
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
    // Where the files are is known then all the same.
    if (!(error instanceof IndexNotReadyError)) throw error;
  }
  try {
    return await readEvents(index, places);
  } catch (error) {
    if (!(error instanceof FilesChangedError)) throw error;
    throw new EventFilesUnreadableError(error.message, { cause: error });
  }
}
