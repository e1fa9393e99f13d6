import { setTimeout as delay } from 'node:timers/promises';
import {
  CancelledError,
  EventFilesUnreadableError,
  IndexNotReadyError,
  SimulationNotFoundError,
} from '../../../errors';
import { findEventParts, simulationDirectory, type FoundPart } from '../../../files/event-parts';
import { filesKey } from '../../../files/files-key';
import { inParallel } from '../../../work/in-parallel';
import { during, outsideWork } from '../../../work/work';
import type { AnswerOptions } from '../../event-store';
import type { IndexState } from '../../index-state';
import { limitConcurrency } from '../../limit-concurrency';
import type { DigestResults, ReadDigest, UnreadRun } from '../../run-digests';
import { digestFile } from '../index/attach-index';
import type { IndexFolder } from '../index/index-folder';
import type { IndexShelf } from '../index/index-shelf';
import type { IndexAsker } from '../query/ask-index';
import { INDEX_VERSION } from '../sql/schema';
import { openColumnFile, writeColumnFile } from './column-file';
import { readDigest, storedDigestSchema } from './stored-digest';
import { makeDigest } from './make-digest';

/** Makes, keeps and reads the digests of runs. Each is a file beside the index. */
export interface DigestKeeper {
  /** See `EventStore.readDigests`. */
  read<Result>(
    simulationIds: readonly string[],
    work: ReadDigest<Result>,
    options: AnswerOptions,
  ): Promise<DigestResults<Result>>;
  /** Begins no more digests. */
  close(): void;
}

export interface DigestKeeperOptions {
  readonly outputRoot: string;
  readonly folder: IndexFolder;
  readonly asker: IndexAsker;
  readonly shelf: IndexShelf;
  /** How long an exact answer waits for the indexes, ms. */
  readonly waitMs: number;
}

/** How long a partial answer waits for the indexes, ms. */
const PARTIAL_WAIT_MS = 250;

/** How long an exact answer waits when little is left to index, ms. */
const LITTLE_WAIT_MS = 15_000;
const LITTLE_BYTES = 64 * 1024 * 1024;

/** How long to wait before an index that was not ready is tried again, ms. */
const RETRY_MS = 100;

/** The number of indexes that are open at once to make digests. */
const MAKERS = 4;

/** The number of digests that are read at once. */
const READERS = 8;

/** To be raised when the content of a digest changes. */
const DIGEST_VERSION = 1;

export function createDigestKeeper(options: DigestKeeperOptions): DigestKeeper {
  const { outputRoot, folder, asker, shelf, waitMs } = options;
  const takeTurn = limitConcurrency(MAKERS);
  /** By run: the version of the digest that is being made; `undefined` when its index is not ready in time. */
  const underWay = new Map<string, Promise<string | undefined>>();
  let isClosed = false;

  const fileOf = (simulationId: string): string => digestFile({ folder, outputRoot, simulationId });

  async function partsOf(simulationId: string): Promise<readonly FoundPart[]> {
    const directory = simulationDirectory(outputRoot, simulationId);
    const parts = directory === undefined ? [] : await findEventParts(directory);
    if (parts.length === 0) throw new SimulationNotFoundError(simulationId);
    return parts;
  }

  /** Makes the digest in the background, for all requests that wait for it. */
  function make(simulationId: string): Promise<string | undefined> {
    const known = underWay.get(simulationId);
    if (known !== undefined) return known;
    const making = outsideWork(() => takeTurn(() => makeNow(simulationId)))
      .catch((error: unknown) => {
        // Indexing goes on. A later request makes the digest.
        if (error instanceof IndexNotReadyError) return undefined;
        throw error;
      })
      .finally(() => underWay.delete(simulationId));
    // Maybe no request waits for it any more.
    making.catch(() => undefined);
    underWay.set(simulationId, making);
    return making;
  }

  /** Makes the digest, however often its index is not ready in time; `undefined` when it is late. */
  async function makeUntil(
    simulationId: string,
    deadlineMs: number,
    late: Promise<undefined>,
  ): Promise<string | undefined> {
    for (;;) {
      const version = await Promise.race([make(simulationId), late]);
      if (version !== undefined || isClosed || performance.now() >= deadlineMs) return version;
      await Promise.race([delay(RETRY_MS), late]);
    }
  }

  async function makeNow(simulationId: string): Promise<string> {
    if (isClosed) throw new CancelledError('the store was closed');
    return asker.ask(simulationId, 'count', async (index, connection) => {
      const { content, columns } = await makeDigest(index, connection);
      const version = versionOf(index.filesKey());
      await writeColumnFile(fileOf(simulationId), { version, ...content }, columns).catch(
        (error: unknown) => {
          throw folder.trouble(error);
        },
      );
      return version;
    });
  }

  /** Runs `work` with the digest of this version; `undefined` when there is none. */
  async function readVersion<Result>(
    simulationId: string,
    version: string,
    work: ReadDigest<Result>,
  ): Promise<{ readonly result: Result } | undefined> {
    const file = await openColumnFile(fileOf(simulationId)).catch(() => undefined);
    if (file === undefined) return undefined;
    await using opened = file;
    const stored = storedDigestSchema.safeParse(opened.content);
    if (stored.data?.version !== version) return undefined;
    return { result: await work(readDigest(opened, stored.data), simulationId) };
  }

  /** The result, if the digest exists; otherwise the size of the run. */
  async function readNow<Result>(
    simulationId: string,
    work: ReadDigest<Result>,
  ): Promise<{ readonly bytes: number; readonly found: { readonly result: Result } | undefined }> {
    const parts = await partsOf(simulationId);
    return {
      bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
      found: await readVersion(simulationId, versionOf(filesKey(parts)), work),
    };
  }

  return {
    async read<Result>(
      simulationIds: readonly string[],
      work: ReadDigest<Result>,
      { isPartial = false }: AnswerOptions,
    ): Promise<DigestResults<Result>> {
      const results = new Map<string, Result>();
      const unread: UnreadRun[] = [];
      const waiting = new Set<string>();
      const sizes = new Map<string, number>();
      const skipUnreadable = async (id: string, step: () => Promise<void>): Promise<void> => {
        try {
          await step();
        } catch (error) {
          if (!isUnreadable(error)) throw error;
          waiting.delete(id);
          unread.push({ simulationId: id, reason: error.message });
        }
      };

      await during('reading the figures of runs', () =>
        inParallel(simulationIds, READERS, (id) =>
          skipUnreadable(id, async () => {
            const { bytes, found } = await readNow(id, work);
            sizes.set(id, bytes);
            if (found === undefined) waiting.add(id);
            else results.set(id, found.result);
          }),
        ),
      );
      const missingBytes = [...waiting].reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
      const patienceMs = missingBytes < LITTLE_BYTES ? Math.max(waitMs, LITTLE_WAIT_MS) : waitMs;
      const timeMs = isPartial ? PARTIAL_WAIT_MS : patienceMs;
      const deadlineMs = performance.now() + timeMs;
      const timer = new AbortController();
      const late = delay(timeMs, undefined, { signal: timer.signal }).catch(() => undefined);
      const makeAndRead = (id: string): Promise<void> =>
        skipUnreadable(id, async () => {
          const version = await makeUntil(id, deadlineMs, late);
          if (version === undefined) return;
          const found = await readVersion(id, version, work);
          if (found === undefined) return;
          results.set(id, found.result);
          waiting.delete(id);
        });
      await during('indexing runs', () => Promise.all([...waiting].map(makeAndRead))).finally(() =>
        timer.abort(),
      );

      const index = stateOf(sizes, waiting);
      const [first] = waiting;
      if (first !== undefined && !isPartial) {
        throw new IndexNotReadyError(first, index, waiting.size - 1);
      }
      return {
        results: new Map(
          simulationIds.flatMap((id) => {
            const result = results.get(id);
            return result === undefined ? [] : [[id, result]];
          }),
        ),
        waiting: [...waiting],
        unread,
        ...(isPartial ? { index } : {}),
      };
    },
    close() {
      isClosed = true;
    },
  };

  /** The state of the indexes of all runs together. */
  function stateOf(sizes: ReadonlyMap<string, number>, waiting: ReadonlySet<string>): IndexState {
    const running = new Map(
      shelf.indexing().map(({ simulationId, index }) => [simulationId, index]),
    );
    let [bytes_indexed, bytes_total] = [0, 0];
    for (const [id, bytes] of sizes) {
      bytes_total += bytes;
      const indexed = running.get(id)?.bytes_indexed ?? 0;
      bytes_indexed += waiting.has(id) ? Math.min(bytes, indexed) : bytes;
    }
    return { state: waiting.size === 0 ? 'ready' : 'indexing', bytes_indexed, bytes_total };
  }
}

function versionOf(files: string): string {
  return `${String(DIGEST_VERSION)} ${String(INDEX_VERSION)}\n${files}`;
}

function isUnreadable(error: unknown): error is Error {
  return error instanceof EventFilesUnreadableError || error instanceof SimulationNotFoundError;
}
