import path from 'node:path';
import { DEFAULT_HOST, DEFAULT_PORT, readModelKey } from '../lib/config';
import { CausewayError, ModelUnavailableError } from '../lib/errors';
import { printableLines } from '../lib/events/printable';
import type { VerbosityLevel } from '../lib/events/verbosity';
import { makeFolder } from '../lib/files/make-folder';
import { SimulationConfig } from '../lib/simulation/config/simulation-config';
import type { SimulationStatus } from '../lib/simulation/play-simulation';
import {
  DEFAULT_SEED,
  SimulationOrchestrator,
  type SimulationProgress,
  type SimulationResult,
} from '../lib/simulation/simulation-orchestrator';
import { count } from './count';
import { createProgressLine } from './progress-line';
import { StartError } from './start-error';
import type { Sweep } from '../lib/simulation/sweep/plan-runs';
import { stopOnSignal } from './stop-on-signal';

export interface SimulateOptions {
  /** A file. Default: the configuration of the resumed run. */
  readonly config: string | undefined;
  readonly output: string;
  readonly verbosity?: VerbosityLevel | undefined;
  readonly seed?: number | undefined;
  /** Many runs: one for each seed and each combination of the values of the sweeps. */
  readonly seeds?: readonly number[] | undefined;
  readonly sweep?: readonly Sweep[] | undefined;
  /** The number of runs side by side. */
  readonly jobs?: number | undefined;
  /** Milliseconds. */
  readonly pace?: number | undefined;
  /** Default: as in the resumed run. */
  readonly offline?: boolean | undefined;
  /** The directory of a run. */
  readonly resume?: string | undefined;
  readonly serve: boolean;
  readonly port: number;
  readonly version: string;
}

const EXIT_CODES: Readonly<Record<SimulationStatus, number>> = {
  completed: 0,
  terminated: 0,
  aborted: 130,
  failed: 1,
};

const BAR_WIDTH = 24;

/**
 * `causeway simulate`: runs a simulation and prints its directory. The first SIGINT or SIGTERM ends it after the current step,
 * the second at once. With `serve`, the pages of the output root are served during the run and afterwards.
 * @throws {StartError}, {@link CausewayError} when it cannot begin
 */
export async function simulate(options: SimulateOptions): Promise<void> {
  const { resume, serve: isServed } = options;
  const isMany = options.seeds !== undefined || options.sweep !== undefined;
  if (isMany) requireManyFit(options);
  const config = await readConfig(options);
  if (isMany) {
    const { seeds = [config.sections.seed ?? DEFAULT_SEED], sweep: sweeps = [] } = options;
    const { simulateMany } = await import('./simulate-many');
    return simulateMany({ ...options, config, seeds, sweeps });
  }
  const outputRoot = resume === undefined ? options.output : path.dirname(path.resolve(resume));
  const stopping = new AbortController();
  let resolveBegun: (runId: string) => void = () => undefined;
  const begun = new Promise<string>((resolve) => {
    resolveBegun = resolve;
  });
  const progress = createProgressLine(process.stderr);
  const startMs = performance.now();
  const orchestrator = new SimulationOrchestrator({
    config,
    outputRoot,
    eventVerbosity: options.verbosity,
    resumeFrom: resume,
    apiKey: readModelKey(),
    offline: options.offline,
    paceMs: options.pace,
    logger: {
      warn: (message) => {
        progress.clear();
        console.error(printableLines(message));
      },
    },
    onProgress: (now) => {
      resolveBegun(now.runId);
      progress.show(describeProgress(now, performance.now() - startMs));
    },
  });

  const running = orchestrator.run({ signal: stopping.signal }).finally(() => {
    progress.clear();
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    const { status } = await running;
    process.exitCode = EXIT_CODES[status];
  };
  if (!isServed) stopOnSignal(stop, () => EXIT_CODES.aborted);
  // Errors at the start are reported before anything is served.
  await Promise.race([begun, running.catch(explain)]);
  const url = isServed ? await show(options, outputRoot, stop) : undefined;
  if (url !== undefined) console.log(`  run    ${url}/view/${await begun}`);
  const result = await running.catch(explain);
  console.log(printableLines(describeResult(result, outputRoot, url)));
  if (!isServed || stopping.signal.aborted) process.exitCode = EXIT_CODES[result.status];
}

/** @throws {StartError} for options of a single run */
function requireManyFit({ seed, seeds, resume, serve: isServed }: SimulateOptions): void {
  if (seed !== undefined && seeds !== undefined) {
    throw new StartError('--seed and --seeds exclude each other.');
  }
  if (resume !== undefined) {
    throw new StartError(
      '--resume continues one run. With --seeds or --sweep, the same command continues unfinished runs by itself.',
    );
  }
  if (isServed) {
    throw new StartError('--serve shows one run. For many runs: npx causeway serve OUTPUT.');
  }
}

async function readConfig(options: SimulateOptions): Promise<SimulationConfig> {
  const { config, resume, seed } = options;
  const file = config ?? (resume === undefined ? undefined : path.join(resume, 'config.json'));
  if (file === undefined) {
    throw new StartError('Name a configuration: causeway simulate CONFIG.yaml; see examples/.');
  }
  const read = await SimulationConfig.fromYaml(file);
  return seed === undefined ? read : read.withSeed(seed);
}

/** Serves the pages until the process is stopped, then ends the run before the server. */
async function show(
  { port, version }: SimulateOptions,
  outputRoot: string,
  stop: () => Promise<void>,
): Promise<string> {
  await makeFolder(outputRoot);
  const { serve } = await import('./serve');
  const host = DEFAULT_HOST;
  return serve({ outputRoot, port, host, open: true, version, beforeStop: stop });
}

function explain(error: unknown): never {
  if (error instanceof ModelUnavailableError) {
    throw new StartError(`${error.message}\nStart it, or go without: --offline`, { cause: error });
  }
  if (error instanceof CausewayError || !(error instanceof Error) || !('syscall' in error)) {
    throw error;
  }
  throw new StartError(error.message, { cause: error });
}

function describeProgress(
  { turn, maxTurns, events }: SimulationProgress,
  elapsedMs: number,
): string {
  const done = Math.round((turn / maxTurns) * BAR_WIDTH);
  const bar = '█'.repeat(done) + '░'.repeat(BAR_WIDTH - done);
  const secondsLeft = turn === 0 ? 0 : ((elapsedMs / turn) * (maxTurns - turn)) / 1000;
  const left = secondsLeft < 1 ? '' : `  ${String(Math.ceil(secondsLeft))} s left`;
  return `${bar} turn ${String(turn)} of ${String(maxTurns)}  ${count(events, 'event')}${left}`;
}

function describeResult(
  { status, reason, turn, runId, directory, counters }: SimulationResult,
  outputRoot: string,
  url: string | undefined,
): string {
  const place = path.relative('', directory) || directory;
  const root = path.relative('', outputRoot) || '.';
  const look =
    url === undefined
      ? `npx causeway serve ${root} shows it at http://${DEFAULT_HOST}:${String(DEFAULT_PORT)}/view/${runId}`
      : `${url}/view/${runId} shows it until Ctrl-C`;
  const resume =
    status === 'aborted' ? `\nto continue: npx causeway simulate --resume ${place}` : '';
  const facts = `${count(turn, 'turn')}, ${count(counters.written, 'event')} in ${place}`;
  return `${status}: ${reason}; ${facts}\n${look}${resume}`;
}
