import type { DuckDBConnection } from '@duckdb/node-api';
import {
  CancelledError,
  EventFilesUnreadableError,
  IndexFolderError,
  IndexNotReadyError,
  SimulationNotFoundError,
} from '../../../errors';
import { findEventParts, type EventPart } from '../../../files/event-parts';
import { filesKey } from '../../../files/files-key';
import { fileProblem } from '../../../files/file-problem';
import { PartMovedError } from '../../../files/open-part';
import type { UnreadFile } from '../../../files/unread-files';
import { outsideWork } from '../../../work/work';
import type { IndexState } from '../../index-state';
import { createProgressRate } from '../../progress-rate';
import { attachIndex, copiesFolder, type AttachedIndex, type IndexPlace } from './attach-index';
import type { Connections } from '../sql/connections';
import type { IndexNames } from './index-names';
import {
  clearIndex,
  emptyContent,
  indexParts,
  isGrowth,
  loadContent,
  loadParts,
  type IndexedPart,
} from './index-parts';
import type { ScanPool } from '../../../scan/scan-pool';
import { openPartCopies, type CopyLimits } from './part-copies';
import { runAtOnce, runnerInThreads } from '../sql/run-statement';
import type { RowLender } from '../ingest/scanned-rows';

/** A file and its state in the index. */
export interface PartState {
  readonly found: EventPart;
  readonly indexed: IndexedPart;
}

/** The index of one simulation. It is brought up to date when it is used. */
export interface SimulationIndex {
  readonly simulationId: string;
  readonly catalog: string;
  /**
   * Brings the index up to date with the files.
   * @throws {IndexNotReadyError} when that takes longer than `waitMs`; indexing continues
   * @throws {SimulationNotFoundError} when no event file is left
   * @throws {EventFilesUnreadableError} when the files cannot be read
   * @throws {IndexFolderError} when the index cannot be written
   */
  bringUpToDate(waitMs: number): Promise<void>;
  /**
   * Waits until the first events are indexed, if the files hold any.
   * @throws the errors of `bringUpToDate`
   */
  bringUpToSomething(waitMs: number): Promise<void>;
  /** Makes the next call look at all files, because a file had changed unnoticed. */
  lookAnew(): void;
  /** Makes the next call index everything anew, because the content of a file had changed. */
  invalidate(): void;
  state(): IndexState;
  /** Whether it can continue from its current content: not after an error of its folder, and not when its file is gone. */
  isUsable(): Promise<boolean>;
  names(): IndexNames;
  /** A number that changes before and after everything in the index is deleted, to be indexed anew. */
  generation(): number;
  /** Events before this place in event order are the same as at an earlier revision; 0 when that is not known. */
  unchangedBefore(revision: bigint): number;
  /** The files at the last look, oldest first. The same array while nothing has changed. */
  parts(): readonly PartState[];
  /** The part with this number. */
  part(part: number): PartState | undefined;
  /** Ends indexing for good, at its next commit. Answers still come from the index when it is complete. */
  endIndexing(): Promise<void>;
  /** The `filesKey` of all parts at the last look; empty while a part waits for room. */
  filesKey(): string;
  /** Whether a compressed part will be tried again, because at the last look there was no room for its copy. */
  waitsForRoom(): boolean;
  /** Compressed parts that were not read, or not read to their end, at the last look. */
  unreadParts(): readonly UnreadFile[];
  /** The files as they are now, oldest first. Compressed parts without a copy are decompressed first. */
  findParts(): Promise<readonly EventPart[]>;
  close(): Promise<void>;
}

export interface SimulationIndexOptions extends IndexPlace {
  readonly directory: string;
  readonly connections: Connections;
  readonly lender: RowLender;
  readonly pool: ScanPool;
  readonly copyLimits: CopyLimits;
  /** Runs the work when it is its turn: only a limited number of simulations is indexed at once. */
  readonly schedule: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Files may be renamed during a look at them, but not repeatedly. */
const MAX_ATTEMPTS = 10;

/** Smaller amounts are indexed at once, without waiting for a turn. */
const SMALL_STEP_BYTES = 4 * 1024 * 1024;

/** When this many bytes of files have been indexed, DuckDB's log is written into the index file. */
const CHECKPOINT_BYTES = 16 * 1024 * 1024;

export function openSimulationIndex(options: SimulationIndexOptions): SimulationIndex {
  const { simulationId, directory, catalog, connections, schedule, lender, pool } = options;
  const ending = new AbortController();
  const copies = openPartCopies({
    folder: options.folder,
    directory: copiesFolder(options),
    schedule,
    limits: options.copyLimits,
  });
  let attached: AttachedIndex | undefined;
  let content = emptyContent();
  let generation = 0;
  let known: IndexedPart[] = [];
  /** The number of commits to `known`. */
  let commits = 0;
  let found: readonly EventPart[] = [];
  let unreadParts: readonly UnreadFile[] = [];
  let files = '';
  let waitsForRoom = false;
  let failure: Error | undefined;
  let isInvalid = false;
  let isStale = false;
  let unsavedBytes = 0;
  // First soon after opening, then by size.
  let saveAtBytes = 1;
  let running: Promise<void> | undefined;
  // To be called at the next commit.
  const waiting: (() => void)[] = [];
  let rate = createProgressRate();

  async function catchUp(isFirst: boolean): Promise<void> {
    if (attached === undefined) {
      await connections.use(async (connection) => {
        attached = await attachIndex(connection, options);
        content = await loadContent(connection, catalog);
        known = [...(await loadParts(connection, catalog))];
      });
    }
    const isFresh = isStale || isInvalid || !isFirst;
    isStale = false;
    const inFolder = await findEventParts(directory, { isFresh });
    if (inFolder.length === 0) throw new SimulationNotFoundError(simulationId);
    const readable = await copies.makeAll(inFolder, ending.signal);
    found = readable.parts;
    unreadParts = readable.unread;
    waitsForRoom = !readable.isFinal;
    files = waitsForRoom ? '' : filesKey(inFolder);
    if (isInvalid || !(await isGrowth(known, found))) {
      // Before the rows go: a query that sees none of them ends in a later generation than it began in.
      generation++;
      await connections.use((connection) => clearIndex(connection, catalog));
      content = emptyContent();
      // Results between the two belong to neither content.
      generation++;
      known = [];
      isInvalid = false;
    }
    const isCurrent = found.every((part, index) => isSettled(known[index], part));
    if (isCurrent) return;
    const index = (): Promise<void> => connections.use(indexFound);
    // Short work does not wait for work of minutes.
    await (unindexedBytes() > SMALL_STEP_BYTES ? schedule(index) : index());
  }

  async function indexFound(connection: DuckDBConnection): Promise<void> {
    const bytesBefore = indexedBytes();
    rate.start(bytesBefore, performance.now());
    const unread = found
      .map((part, at) => ({ part: at, found: part }))
      .filter(({ part, found }) => !isSettled(known[part], found));
    await indexParts(
      { connection, catalog, lender, pool, content },
      unread,
      ({ part, found }) => known[part] ?? blankPart(part, found),
      (now) => {
        known[now.part] = now;
        commits++;
        for (const tell of waiting.splice(0)) tell();
        rate.note(indexedBytes(), performance.now());
      },
      ending.signal,
    );
    for (const { found } of unread) settled.set(found.identity, found);
    unsavedBytes += indexedBytes() - bytesBefore;
    if (unsavedBytes >= saveAtBytes) {
      // Rows that are only in the log take some megabytes of memory per simulation, however few there are.
      const isLarge = unsavedBytes >= CHECKPOINT_BYTES;
      const run = isLarge ? await runnerInThreads(connection) : runAtOnce;
      await run(connection, `CHECKPOINT ${catalog}`);
      unsavedBytes = 0;
      saveAtBytes = CHECKPOINT_BYTES;
    }
  }

  const indexedBytes = (): number => known.reduce((sum, part) => sum + part.indexedBytes, 0);
  const unindexedBytes = (): number =>
    found.reduce((sum, part) => sum + part.bytes, 0) - indexedBytes();

  // Files that have been read to their end. Without this, a half-written last line would be read again and again.
  const settled = new Map<string, EventPart>();
  const isSettled = (before: IndexedPart | undefined, part: EventPart): boolean => {
    if (before?.name !== part.name) return false;
    // Unchanged since its last line was indexed, maybe by an earlier process.
    if (before.indexedBytes === part.bytes && before.modifiedNs === part.modifiedNs) return true;
    const last = settled.get(part.identity);
    return last?.bytes === part.bytes && last.modifiedNs === part.modifiedNs;
  };

  async function run(): Promise<void> {
    rate = createProgressRate();
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          await catchUp(attempt === 1);
          break;
        } catch (error) {
          if (!(error instanceof PartMovedError) || attempt === MAX_ATTEMPTS) throw error;
        }
      }
      failure = undefined;
    } catch (error) {
      if (error instanceof SimulationNotFoundError) throw error;
      // The files are fine. A later process continues.
      if (error === ending.signal.reason) throw new IndexNotReadyError(simulationId, state());
      failure = options.folder.explain(error);
      if (failure !== undefined) throw failure;
      const reason = fileProblem(error);
      failure = new EventFilesUnreadableError(
        `The event files of ${JSON.stringify(simulationId)} cannot be indexed: ${reason}`,
        { cause: error },
      );
      throw failure;
    }
  }

  function start(): Promise<void> {
    // Not bound to the request that started it: when that client disconnects, other requests may wait for the index.
    running ??= outsideWork(run).finally(() => {
      running = undefined;
    });
    return running;
  }

  async function endIndexing(): Promise<void> {
    ending.abort(new CancelledError('the store was closed'));
    await running?.catch(() => undefined);
  }

  function state(): IndexState {
    const bytes_indexed = indexedBytes();
    const bytes_total = bytes_indexed + unindexedBytes();
    const isLeft = ending.signal.aborted && bytes_indexed < bytes_total;
    const isIndexing = running !== undefined || isLeft;
    const state = failure !== undefined ? 'failed' : isIndexing ? 'indexing' : 'ready';
    const pace = state === 'indexing' ? rate.pace(bytes_total, performance.now()) : {};
    const events_indexed = content.totals.eventCount;
    const progress = { state, bytes_indexed, bytes_total, events_indexed, ...pace } as const;
    return failure === undefined ? progress : { ...progress, error: failure.message };
  }

  let states: { readonly of: readonly unknown[]; readonly parts: readonly PartState[] } | undefined;

  /** Cached: a loop over thousands of parts takes longer than answering most requests. */
  function parts(): readonly PartState[] {
    const of = [found, known, commits];
    if (states?.of.every((one, at) => one === of[at]) === true) return states.parts;
    const parts = found.flatMap((part, index) => {
      const indexed = known[index];
      return indexed === undefined ? [] : [{ found: part, indexed }];
    });
    states = { of, parts };
    return parts;
  }

  return {
    simulationId,
    catalog,
    async bringUpToDate(waitMs) {
      const deadline = Date.now() + waitMs;
      const notReady = (): Error => new IndexNotReadyError(simulationId, state());
      // The running work may have looked at the files before this call.
      if (running !== undefined) {
        await within(
          running.catch(() => undefined),
          deadline,
          notReady,
        );
      }
      await within(start(), deadline, notReady);
    },
    async bringUpToSomething(waitMs) {
      const deadline = Date.now() + waitMs;
      const work = start();
      while (known.every(({ eventCount }) => eventCount === 0) && running !== undefined) {
        const progress = new Promise<void>((resolve) => waiting.push(resolve));
        await within(
          Promise.race([work, progress]),
          deadline,
          () => new IndexNotReadyError(simulationId, state()),
        );
      }
      // The error is thrown only when nothing is indexed. Otherwise `state` reports it.
      if (known.length === 0) await work;
      else work.catch(() => undefined);
    },
    names: () => content.names,
    generation: () => generation,
    unchangedBefore: (revision) => content.changes.unchangedBefore(revision),
    lookAnew() {
      isStale = true;
    },
    invalidate() {
      isInvalid = true;
    },
    state,
    endIndexing,
    async isUsable() {
      if (failure instanceof IndexFolderError) return false;
      return attached === undefined || running !== undefined || (await attached.isInPlace());
    },
    parts,
    part(part) {
      const [file, indexed] = [found[part], known[part]];
      return file === undefined || indexed === undefined ? undefined : { found: file, indexed };
    },
    filesKey: () => files,
    waitsForRoom: () => waitsForRoom,
    unreadParts: () => unreadParts,
    async findParts() {
      const inFolder = await findEventParts(directory);
      const readable = await copies.findAll(inFolder);
      return (readable ?? (await copies.makeAll(inFolder, ending.signal))).parts;
    },
    async close() {
      await endIndexing();
      await connections.use(async (connection) => attached?.detach(connection));
    },
  };
}

function blankPart(part: number, found: EventPart): IndexedPart {
  return {
    part,
    name: found.name,
    identity: found.identity,
    modifiedNs: found.modifiedNs,
    seenBytes: 0,
    indexedBytes: 0,
    fingerprint: '',
    eventCount: 0,
    duplicateCount: 0,
    unfinished: undefined,
  };
}

/** Awaits `work` until the deadline, then rejects with `late()`. The work continues. */
async function within<Result>(
  work: Promise<Result>,
  deadlineMs: number,
  late: () => Error,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        // Maybe nothing awaits the failure later; `state` reports it.
        work.catch(() => undefined);
        reject(late());
      },
      Math.max(0, deadlineMs - Date.now()),
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
