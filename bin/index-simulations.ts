import { printable } from '../lib/events/printable';
import { countText, megabytesText } from '../lib/api/progress-facts';
import { DEFAULT_OUTPUT_ROOT } from '../lib/config';
import { openDuckDbStore } from '../lib/store/duckdb/open-duckdb-store';
import type { EventStore, FoundSimulation } from '../lib/store/event-store';
import { chooseIndexFolder } from './index-folder';
import { showIndexProgress } from './index-progress';
import { findOutputRoot } from './output-root';
import { stopOnSignal } from './stop-on-signal';

export interface IndexOptions {
  /** Default `./output`. */
  readonly outputRoot: string | undefined;
  readonly indexDir?: string | undefined;
  /** Ids. Default: all simulations. */
  readonly simulation?: readonly string[] | undefined;
}

/** The maximum of a timer: some 24 days. */
const FOREVER_MS = 2 ** 31 - 1;

/** The number of simulations in progress: as many as the store indexes at once, so that none waits for its turn there. */
const LANES = 2;

/**
 * `causeway index`: brings indexes up to date and reports each when it is done. The exit code is 1 when one failed. SIGINT and
 * SIGTERM end it after the next commit; the indexed part is kept.
 * @throws {StartError}
 */
export async function indexSimulations(options: IndexOptions): Promise<void> {
  const outputRoot = await findOutputRoot(options.outputRoot ?? DEFAULT_OUTPUT_ROOT);
  const indexFolder = await chooseIndexFolder(options.indexDir, outputRoot);
  const store = await openDuckDbStore({
    outputRoot,
    ...indexFolder,
    waitMs: FOREVER_MS,
    describeWaitMs: FOREVER_MS,
  });
  const progress = showIndexProgress(store);
  const close = async (): Promise<void> => {
    progress.stop();
    await store.close();
  };
  const stopping = new AbortController();
  stopOnSignal(
    () => {
      stopping.abort();
      return close();
    },
    (signal) => 128 + signal,
  );

  const found =
    options.simulation === undefined
      ? await store.findSimulations()
      : [...new Set(options.simulation)].map((id) => ({ id, problem: undefined }));
  const waiting = found.values();
  let failedCount = 0;
  const work = async (): Promise<void> => {
    for (const simulation of waiting) {
      const { line, isReady } = await indexOne(store, simulation);
      // An error caused by closing the store is not a failure of the files.
      if (stopping.signal.aborted) return;
      if (!isReady) failedCount++;
      console.log(line);
    }
  };
  await Promise.all(Array.from({ length: LANES }, work));
  if (stopping.signal.aborted) return;
  await close();
  console.log(summarise(found.length, failedCount));
  if (failedCount > 0) process.exitCode = 1;
}

async function indexOne(
  store: EventStore,
  { id, problem }: FoundSimulation,
): Promise<{ readonly line: string; readonly isReady: boolean }> {
  const startMs = performance.now();
  try {
    if (problem !== undefined) throw new Error(problem);
    const { event_count, invalid_line_count, index } = await store.describe(id);
    if (index.state !== 'ready') throw new Error(index.error ?? 'the index is not ready');
    const facts = [
      counted(event_count, 'event'),
      `${megabytesText(index.bytes_total)} MB`,
      `${((performance.now() - startMs) / 1000).toFixed(1)} s`,
      counted(invalid_line_count, 'invalid line'),
    ];
    return { line: `${printable(id)}: ${facts.join(', ')}`, isReady: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { line: `${printable(id)}: FAILED: ${printable(reason)}`, isReady: false };
  }
}

function summarise(count: number, failedCount: number): string {
  const failed = failedCount === 0 ? '' : `, ${countText(failedCount)} failed`;
  return `${counted(count, 'simulation')}${failed}`;
}

function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
