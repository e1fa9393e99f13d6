import type { Writable } from 'node:stream';
import { CausewayError, IndexNotReadyError } from '../lib/errors';
import { printableLines } from '../lib/events/printable';
import { comparisonAnswer } from '../lib/http/wire-json';
import { createEventService, type RunComparison } from '../lib/service/event-service';
import { openDuckDbStore } from '../lib/store/duckdb/open-duckdb-store';
import { chooseIndexFolder } from './index-folder';
import { createProgressLine, type Terminal } from './progress-line';
import { findRunsToCompare, type RunsToCompare } from './runs-to-compare';
import { StartError } from './start-error';
import { tellComparison } from './tell-comparison';

export interface DiffOptions {
  /** The id of a run under the root, or the path of its folder. */
  readonly a: string;
  readonly b: string;
  /** Default `./output`. */
  readonly root: string | undefined;
  /** Default: the user's cache folder. */
  readonly indexDir: string | undefined;
  readonly isJson: boolean;
  /** Further fields of the details to ignore. */
  readonly ignored: readonly string[];
}

export interface DiffStreams {
  readonly output: Writable;
  /** The output for messages to the user. */
  readonly messages: Terminal;
}

/** The exit statuses of `causeway diff`. */
export const DIFF_STATUS = { same: 0, different: 1, error: 2 } as const;

/** The interval of progress messages while the files are indexed, ms. */
const INDEX_WAIT_MS = 500;

/**
 * Compares two runs, writes the comparison to `output`, and returns the exit status.
 * @throws {StartError} when there is no such run
 */
export async function diffRuns(
  options: DiffOptions,
  { output, messages }: DiffStreams,
): Promise<number> {
  const runs = await findRunsToCompare(options.a, options.b, options.root);
  try {
    const indexFolder = await chooseIndexFolder(runs.indexDir ?? options.indexDir, runs.outputRoot);
    const { outputRoot } = runs;
    const store = await openDuckDbStore({ outputRoot, ...indexFolder, waitMs: INDEX_WAIT_MS });
    const progress = createProgressLine(messages);
    try {
      const service = createEventService({ outputRoot, store });
      const comparison = await whenIndexed(
        () => service.compareRuns(runs.a, runs.b, { ignored: options.ignored }),
        progress.show,
      );
      progress.clear();
      const named = { ...comparison, ...nameRuns(comparison, runs) };
      output.write(options.isJson ? await toJson(named) : tellComparison(named));
      return comparison.same ? DIFF_STATUS.same : DIFF_STATUS.different;
    } finally {
      progress.clear();
      await store.close();
    }
  } finally {
    await runs.remove();
  }
}

/** `causeway diff`: the comparison to stdout, messages to stderr. Sets the exit status. */
export async function runDiff(options: DiffOptions): Promise<void> {
  process.exitCode = DIFF_STATUS.error;
  try {
    process.exitCode = await diffRuns(options, {
      output: process.stdout,
      messages: process.stderr,
    });
  } catch (error) {
    const isExpected = error instanceof StartError || error instanceof CausewayError;
    if (!isExpected) throw error;
    console.error(printableLines(`causeway: ${error.message}`));
  }
}

/** The runs by the names of their folders, not of links to them. */
function nameRuns(
  comparison: RunComparison,
  { names }: RunsToCompare,
): Pick<RunComparison, 'a' | 'b'> {
  const nameRun = (run: RunComparison['a'], id: string): RunComparison['a'] => ({
    ...run,
    id,
    name: run.name === run.id ? id : run.name,
  });
  return { a: nameRun(comparison.a, names.a), b: nameRun(comparison.b, names.b) };
}

async function toJson(comparison: RunComparison): Promise<string> {
  const { text } = await comparisonAnswer(comparison);
  return `${typeof text === 'string' ? text : text.join('')}\n`;
}

async function whenIndexed(
  ask: () => Promise<RunComparison>,
  say: (message: string) => void,
): Promise<RunComparison> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof IndexNotReadyError)) throw error;
      const { bytes_indexed, bytes_total } = error.progress;
      const percent = Math.floor((100 * bytes_indexed) / Math.max(1, bytes_total));
      say(`indexing ${error.simulationId}: ${String(percent)} %`);
    }
  }
}
