import { watch, type FSWatcher } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { EventFilesUnreadableError } from '../errors';
import { findEventParts } from '../files/event-parts';
import { STREAM_END, type StreamPosition } from '../files/stream-position';
import type { EventStore, StreamProgress } from '../store/event-store';
import { createBell } from './bell';
import { createCatchUp, type CatchUp, type FollowerCursor } from './catch-up';
import { createEventRing, type EventRing } from './event-ring';
import { createRewriteDetector, describeParts } from './rewrite-detector';

/** Reads on in one simulation's stream, for all its listeners. */
export interface SimulationFollower {
  readonly ring: EventRing;
  /** `undefined` until the end of the stream was found. */
  readonly cursor: FollowerCursor | undefined;
  /** The latest known progress; a new object when it has changed. */
  readonly progress: StreamProgress | undefined;
  /** Grows when the files were rewritten: earlier reads are void. */
  readonly generation: number;
  /** Why it has ended by itself. */
  readonly failure: Error | undefined;
  /** Resolves when something changes, after `timeoutMs`, or when the signal aborts. */
  wait(options: {
    readonly timeoutMs?: number | undefined;
    readonly signal?: AbortSignal;
  }): Promise<void>;
  /** Looks at the files again and reads them, then resolves; at once when the signal aborts. */
  lookAgain(signal: AbortSignal): Promise<void>;
  readonly catchUp: CatchUp;
  stop(): void;
}

export interface FollowerOptions {
  readonly simulationId: string;
  readonly directory: string;
  readonly store: EventStore;
  /** The size of the buffer for readers that are slightly behind. */
  readonly ringBytes: number;
}

/** The files are polled at this interval, in case the system does not report changes. */
const POLL_MS = 150;
/**
 * The pause between two reads is as long as the last read took, within these bounds. So many small writes are read together,
 * and a busy machine does not get busier.
 */
const MIN_PAUSE_MS = 25;
const MAX_PAUSE_MS = 100;
/** The pause after the files could not be read. */
const RETRY_MS = 1000;
const MAX_EVENTS = 2000;

export function followSimulation(options: FollowerOptions): SimulationFollower {
  const { simulationId, directory, store } = options;
  const ring = createEventRing(options.ringBytes);
  const changes = createBell();
  const stirs = createBell();
  const ending = new AbortController();
  const detector = createRewriteDetector();
  let isStirred = true;
  let seen: string | undefined;
  let position: StreamPosition | undefined;
  let progress: StreamProgress | undefined;
  let generation = 0;
  let failure: Error | undefined;
  /** The numbers of the last look at the files that was started, and that was finished. */
  let begun = 0;
  let done = 0;
  let awaiting = 0;

  const cursor = (): FollowerCursor | undefined =>
    position === undefined ? undefined : { position, next: ring.next };
  const catchUp = createCatchUp(store, simulationId, cursor);

  function look(): void {
    isStirred = true;
    stirs.ring();
  }

  async function stirred(timeoutMs: number): Promise<void> {
    if (!isStirred) await stirs.wait({ timeoutMs, signal: ending.signal });
  }

  function updateProgress(now: StreamProgress): void {
    if (!isSameProgress(progress, now)) progress = now;
  }

  function restart(): void {
    generation += 1;
    ring.clear();
    catchUp.forget();
    position = undefined;
  }

  /** Reads the appended events. @returns how long to wait before the next read, unless the files change */
  async function readOn(): Promise<number> {
    const after = position ?? STREAM_END;
    const limit = position === undefined ? 0 : MAX_EVENTS;
    const read = await store.readAppended(simulationId, after, {}, { limit });
    updateProgress(read.progress);
    if (read.isReset) {
      restart();
      return 0;
    }
    ring.push(read.events);
    position = read.position;
    return !read.isAtEnd && after !== read.position ? 0 : read.isAtEnd ? Infinity : POLL_MS;
  }

  function lookIsDone({ isNews }: { readonly isNews: boolean }): void {
    done = begun;
    if (isNews || awaiting > 0) changes.ring();
  }

  async function run(): Promise<void> {
    let dueMs = 0;
    while (!ending.signal.aborted) {
      isStirred = false;
      begun += 1;
      const parts = await findEventParts(directory);
      const files = describeParts(parts);
      if (detector.isRewritten(parts, performance.now())) restart();
      if (files !== seen || position === undefined || dueMs <= 0) {
        seen = files;
        const startMs = performance.now();
        dueMs = await readOn().catch((error: unknown) => {
          // The error may pass. Until then it appears in the progress.
          if (!(error instanceof EventFilesUnreadableError)) throw error;
          if (progress !== undefined)
            updateProgress({ ...progress, index: failedIndex(progress, error) });
          return RETRY_MS;
        });
        lookIsDone({ isNews: true });
        const pauseMs = clamp(performance.now() - startMs, MIN_PAUSE_MS, MAX_PAUSE_MS);
        await delay(pauseMs, undefined, { signal: ending.signal });
      } else {
        lookIsDone({ isNews: false });
      }
      const waitMs = Math.min(dueMs, POLL_MS);
      if (waitMs > 0) await stirred(waitMs);
      dueMs -= waitMs;
    }
  }

  const watcher = watchDirectory(directory, look);
  run()
    .catch((error: unknown) => {
      if (!ending.signal.aborted) {
        failure = error instanceof Error ? error : new Error(String(error), { cause: error });
      }
    })
    .finally(() => {
      watcher?.close();
      changes.ring();
    });

  return {
    ring,
    get cursor() {
      return cursor();
    },
    get progress() {
      return progress;
    },
    get generation() {
      return generation;
    },
    get failure() {
      return failure;
    },
    wait: (until) => changes.wait(until),
    async lookAgain(signal) {
      const wanted = begun + 1;
      awaiting += 1;
      look();
      while (done < wanted && failure === undefined && !signal.aborted) {
        await changes.wait({ signal });
      }
      awaiting -= 1;
    },
    catchUp,
    stop() {
      ending.abort(new Error('the last listener has left'));
    },
  };
}

/** Where the system cannot report changes, polling finds them. */
function watchDirectory(directory: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(directory, { persistent: false }, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

function failedIndex({ index }: StreamProgress, { message }: Error): StreamProgress['index'] {
  return { ...index, state: 'failed', error: message };
}

export function isSameProgress(a: StreamProgress | undefined, b: StreamProgress): boolean {
  if (a === b) return true;
  return (
    a?.event_count === b.event_count &&
    a.end_time === b.end_time &&
    a.turn === b.turn &&
    a.index.state === b.index.state &&
    a.index.bytes_indexed === b.index.bytes_indexed &&
    a.index.bytes_total === b.index.bytes_total &&
    a.index.error === b.index.error
  );
}
