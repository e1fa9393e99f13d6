import { setTimeout as delay } from 'node:timers/promises';
import { SimulationNotFoundError } from '../errors';
import { fileProblem } from '../files/file-problem';
import { isPlainPart } from '../files/event-parts';
import type { LastLines } from '../files/last-lines';
import { saysRunEnd, STREAM_END_BYTES } from '../files/run-end';
import { lookAtRuns, type RunLook } from '../files/run-looks';
import { readSimulationName } from '../files/run-document';
import { startAfterCall } from '../files/start-after-call';
import type { ScanPool } from '../scan/scan-pool';
import { summariseRun, type RunSummary, type RunToSummarise } from '../scan/summarise-run';
import { breathe, outsideWork } from '../work/work';
import type { ListedSimulation, SimulationStatistics } from './event-store';
import { limitConcurrency } from './limit-concurrency';
import type { RunCatalogue, RunFigures } from './run-catalogue';

/** Lists the entries of an output root. Small runs need no index. */
export interface RunLister {
  /** See `EventStore.listSimulations`. */
  list(): Promise<readonly ListedSimulation[]>;
  /** Ends running work, and stores the known figures for the next process. */
  close(): Promise<void>;
}

export interface RunListerOptions {
  readonly outputRoot: string;
  readonly pool: ScanPool;
  readonly catalogue: RunCatalogue;
  /** Describes a larger run from its index, with the progress of indexing. */
  readonly describe: (simulationId: string) => Promise<SimulationStatistics>;
  readonly readLastLines: (run: RunLook, maxBytes: number) => Promise<LastLines>;
  /** How long the list waits for small runs, ms. */
  readonly waitMs: number;
  /** How long the list waits for larger runs, ms. */
  readonly describeWaitMs: number;
}

/** Runs up to this size are read from their files; larger ones are described by their index. */
const SMALL_RUN_BYTES = 1024 * 1024;

/** A thread reads this many runs before another batch has its turn. */
const BATCH_RUNS = 32;
const BATCH_BYTES = 4 * 1024 * 1024;

/** A batch up to this size is read without a thread: starting a thread takes as long as reading thousands of small runs. */
const LITTLE_BYTES = 256 * 1024;
const LITTLE_PARTS = 64;

/** The maximum number of indexes opened at once for a list. */
const DESCRIBERS = 4;

export function createRunLister(options: RunListerOptions): RunLister {
  const { outputRoot, pool, catalogue, describe, waitMs, describeWaitMs } = options;
  const { readLastLines } = options;
  const look = startAfterCall(() => lookAtRuns(outputRoot));
  const takeTurn = limitConcurrency(DESCRIBERS);
  /** The known figures of runs whose index is incomplete or cannot be made. */
  const partial = new Map<string, RunFigures>();
  const underWay = new Map<string, Promise<void>>();
  let isClosed = false;

  /** Starts learning the figures of runs that are not being read yet. */
  function learn(
    runs: readonly RunLook[],
    start: (run: readonly RunLook[]) => Promise<void>,
  ): readonly Promise<void>[] {
    const fresh = runs.filter((run) => !underWay.has(placeOf(run)));
    // Not bound to the request that started it, because other requests wait for it too.
    const work = outsideWork(() => start(fresh)).finally(() =>
      fresh.forEach((run) => underWay.delete(placeOf(run))),
    );
    for (const run of fresh) underWay.set(placeOf(run), work);
    return runs.flatMap((run) => underWay.get(placeOf(run)) ?? []);
  }

  async function summarise(runs: readonly RunLook[]): Promise<void> {
    if (isClosed) return;
    const tasks = runs.map(toTask);
    const isLittle = bytesOf(runs) <= LITTLE_BYTES && partsOf(runs) <= LITTLE_PARTS;
    const summaries = await (isLittle ? summariseHere(tasks) : pool.summarise(tasks));
    const unread: RunLook[] = [];
    for (const [at, run] of runs.entries()) {
      const summary = summaries[at];
      if (summary === undefined) unread.push(run);
      else keep(run, figuresOfSummary(run, summary), true);
    }
    // The index reports the reason.
    await Promise.all(unread.map(describeOne));
  }

  const describeOne = (run: RunLook): Promise<void> =>
    takeTurn(async () => {
      if (isClosed) return;
      try {
        const [statistics, name] = await Promise.all([
          describe(run.id),
          readSimulationName(run.directory),
        ]);
        // After the description, the copies of its compressed parts exist.
        const { lines, isWhole } = await readLastLines(run, STREAM_END_BYTES).catch(() => NO_LINES);
        const isKept = isWhole && statistics.unread_parts.length === 0;
        const { start, end, agents, event_count, first_turn, last_turn, index } = statistics;
        keep(
          run,
          {
            key: run.key,
            name,
            saysEnd: saysRunEnd(lines),
            event_count,
            first_turn,
            last_turn,
            agent_count: agents.length,
            index,
            start_time: start?.timestamp ?? null,
            end_time: end?.timestamp ?? null,
          },
          isKept,
        );
      } catch (error) {
        if (error instanceof SimulationNotFoundError) return;
        const reason = fileProblem(error);
        partial.set(run.id, { ...nothingKnown(run), index: failed(run, reason) });
      }
    });

  /** @param isFinal whether the figures are valid until the files change */
  function keep(run: RunLook, figures: RunFigures, isFinal: boolean): void {
    if (figures.index.state === 'ready' && isFinal) {
      partial.delete(run.id);
      catalogue.set(run.id, figures);
    } else {
      partial.set(run.id, figures);
    }
  }

  function toListed(run: RunLook): ListedSimulation {
    const { id, bytes, lastWriteMs, resultWriteMs, problem } = run;
    const known = catalogue.get(id, run.key) ?? partial.get(id) ?? nothingKnown(run);
    const { key: _, ...figures } = known;
    const listed = { id, bytes, lastWriteMs, resultWriteMs, ...figures };
    if (problem === undefined) return listed;
    return { ...listed, problem, index: failed(run, problem) };
  }

  return {
    async list() {
      const runs = await look();
      const ids = new Set(runs.map(({ id }) => id));
      catalogue.keepOnly(ids);
      for (const id of partial.keys()) if (!ids.has(id)) partial.delete(id);
      const unknown = runs.filter(
        ({ id, key, problem }) => problem === undefined && catalogue.get(id, key) === undefined,
      );
      // Compressed parts are read by the index.
      const isSmall = ({ bytes, parts }: RunLook): boolean =>
        bytes <= SMALL_RUN_BYTES && parts.every(isPlainPart);
      const small = batches(unknown.filter(isSmall)).flatMap((batch) => learn(batch, summarise));
      const large = unknown
        .filter((run) => !isSmall(run))
        .sort((a, b) => a.bytes - b.bytes)
        .flatMap((run) => learn([run], () => describeOne(run)));
      await Promise.all([within(small, waitMs), within(large, describeWaitMs)]);
      catalogue.saveSoon();
      return runs.map(toListed);
    },
    async close() {
      isClosed = true;
      await Promise.allSettled(underWay.values());
      await catalogue.close();
    },
  };
}

const NO_LINES: LastLines = { lines: [], isWhole: true };

function bytesOf(runs: readonly RunLook[]): number {
  return runs.reduce((sum, { bytes }) => sum + bytes, 0);
}

function partsOf(runs: readonly RunLook[]): number {
  return runs.reduce((sum, { parts }) => sum + parts.length, 0);
}

async function summariseHere(
  tasks: readonly RunToSummarise[],
): Promise<readonly (RunSummary | undefined)[]> {
  const summaries: (RunSummary | undefined)[] = [];
  for (const task of tasks) {
    await breathe();
    summaries.push(summariseRun(task));
  }
  return summaries;
}

function placeOf({ id, key }: RunLook): string {
  return `${id}\n${key}`;
}

function toTask({ directory, parts }: RunLook): RunToSummarise {
  return {
    directory,
    parts: parts.map(({ path, identity, bytes }) => ({ path, identity, bytes })),
  };
}

function figuresOfSummary({ key, bytes }: RunLook, summary: RunSummary): RunFigures {
  const { name, saysEnd, eventCount, start, end, firstTurn, lastTurn, agentCount } = summary;
  return {
    key,
    name,
    saysEnd,
    event_count: eventCount,
    agent_count: agentCount,
    first_turn: firstTurn,
    last_turn: lastTurn,
    start_time: start?.timestamp ?? null,
    end_time: end?.timestamp ?? null,
    index: {
      state: 'ready',
      bytes_indexed: summary.wholeBytes,
      bytes_total: bytes,
      events_indexed: eventCount,
    },
  };
}

function nothingKnown({ key, bytes }: RunLook): RunFigures {
  return {
    key,
    name: undefined,
    saysEnd: false,
    event_count: 0,
    agent_count: 0,
    first_turn: null,
    last_turn: null,
    start_time: null,
    end_time: null,
    index: { state: 'indexing', bytes_indexed: 0, bytes_total: bytes, events_indexed: 0 },
  };
}

function failed({ bytes }: RunLook, error: string): RunFigures['index'] {
  return { state: 'failed', bytes_indexed: 0, bytes_total: bytes, events_indexed: 0, error };
}

function* eachBatch(runs: readonly RunLook[]): Generator<readonly RunLook[]> {
  let batch: RunLook[] = [];
  let bytes = 0;
  for (const run of runs) {
    batch.push(run);
    bytes += run.bytes;
    if (batch.length < BATCH_RUNS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function batches(runs: readonly RunLook[]): readonly (readonly RunLook[])[] {
  return [...eachBatch(runs)];
}

/** Waits until all work is done, at most this long. Errors appear in the state of the run. */
async function within(work: readonly Promise<void>[], atMostMs: number): Promise<void> {
  if (work.length === 0) return;
  const timer = new AbortController();
  const late = delay(atMostMs, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), late]);
  timer.abort();
}
