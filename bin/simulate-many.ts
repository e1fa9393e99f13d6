import { availableParallelism } from 'node:os';
import path from 'node:path';
import { printable, printableLines } from '../lib/events/printable';
import type { VerbosityLevel } from '../lib/events/verbosity';
import type { SimulationConfig } from '../lib/simulation/config/simulation-config';
import { findMadeRuns, type MadeRun } from '../lib/simulation/sweep/find-made-runs';
import {
  describeSettings,
  planRuns,
  type PlannedRun,
  type Sweep,
} from '../lib/simulation/sweep/plan-runs';
import { count } from './count';
import { createProgressBars } from './progress-bars';
import type { ProgressItem } from './progress-view';
import { createSimulationPool, type RunEnding } from './simulation-pool';
import { stopOnSignal } from './stop-on-signal';

export interface SimulateManyOptions {
  readonly config: SimulationConfig;
  readonly output: string;
  readonly seeds: readonly number[];
  readonly sweeps: readonly Sweep[];
  readonly verbosity?: VerbosityLevel | undefined;
  readonly offline?: boolean | undefined;
  /** Milliseconds. */
  readonly pace?: number | undefined;
  /** The number of runs side by side. Default: the number of processors. */
  readonly jobs?: number | undefined;
}

const EXIT_ABORTED = 130;
const MAX_SHOWN = 16;

/**
 * `causeway simulate --seeds --sweep`: makes the runs of all combinations that the output root does not have, side by side, and
 * continues those that have not ended. The first SIGINT or SIGTERM ends the current runs after their current step; calling it
 * again makes the rest. The exit code is 1 when a run failed.
 * @throws {InvalidConfigError} before anything is run
 */
export async function simulateMany(options: SimulateManyOptions): Promise<void> {
  const { config, seeds, sweeps, offline = false } = options;
  const outputRoot = path.resolve(options.output);
  const planned = await planRuns(config, { seeds, sweeps, offline });
  const made = await findMadeRuns(outputRoot, planned);
  const left = planned.flatMap((run, at) => {
    const found = made[at] ?? { state: 'missing' };
    return found.state === 'missing' || found.state === 'unfinished' ? [{ run, found }] : [];
  });
  const foundBefore = countStates(made);
  if (foundBefore.missing < planned.length) console.log(describeFound(foundBefore));

  const tally = { ended: 0, failed: 0, aborted: 0 };
  const pool = createSimulationPool();
  const view = createRunView(left.length);
  const stopping = new AbortController();
  const waiting = left.values();
  const work = async (): Promise<void> => {
    for (const { run, found } of waiting) {
      if (stopping.signal.aborted) return;
      const name = describeRun(run);
      view.begin(name);
      const ending = await pool.run(toTask(options, outputRoot, run, found), (report) => {
        if (report.type === 'progress') view.move(name, report);
        else if (report.type === 'warning') view.say(`${name}: ${report.message}`);
      });
      if (ending.type === 'error' || ending.status === 'failed') tally.failed++;
      else if (ending.status === 'aborted') tally.aborted++;
      else tally.ended++;
      view.end(name, describeEnding(ending));
    }
  };
  const jobs = Math.min(options.jobs ?? availableParallelism(), left.length);
  const running = Promise.all(Array.from({ length: jobs }, work));
  stopOnSignal(
    async () => {
      stopping.abort();
      pool.stop();
      await running;
    },
    () => EXIT_ABORTED,
  );
  await running;
  pool.close();
  view.close();
  const notBegun = left.length - tally.ended - tally.failed - tally.aborted;
  console.log(describeAll(tally, notBegun, foundBefore.busy, options.output));
  if (stopping.signal.aborted) process.exitCode = EXIT_ABORTED;
  else if (tally.failed > 0 || foundBefore.busy > 0) process.exitCode = 1;
}

function toTask(
  { verbosity, offline, pace }: SimulateManyOptions,
  outputRoot: string,
  { config }: PlannedRun,
  found: MadeRun,
) {
  return {
    type: 'run' as const,
    config: config.sections,
    configDirectory: config.directory,
    outputRoot,
    verbosity,
    offline,
    pace,
    resume: found.state === 'unfinished' ? found.directory : undefined,
  };
}

function countStates(made: readonly MadeRun[]): Record<MadeRun['state'], number> {
  const counts = { missing: 0, done: 0, unfinished: 0, busy: 0 };
  for (const { state } of made) counts[state]++;
  return counts;
}

function describeFound({ done, unfinished, busy }: Record<MadeRun['state'], number>): string {
  return [
    ...(done === 0 ? [] : [`${count(done, 'run')} ended before`]),
    ...(unfinished === 0 ? [] : [`${count(unfinished, 'run')} did not end, to be continued`]),
    ...(busy === 0 ? [] : [`${count(busy, 'run')} left alone: another process may be writing`]),
  ].join('; ');
}

/** "engine.interest_rate=0.05, seed 7" */
function describeRun({ settings, seed }: PlannedRun): string {
  const swept = describeSettings(settings);
  return `${swept === '' ? '' : `${swept}, `}seed ${String(seed)}`;
}

function describeEnding(ending: RunEnding): string {
  if (ending.type === 'error') return `failed: ${ending.message}`;
  const { status, reason, turn, events, directory } = ending;
  const place = path.relative('', directory) || directory;
  return `${status}: ${reason}; ${count(turn, 'turn')}, ${count(events, 'event')} in ${place}`;
}

function describeAll(
  { ended, failed, aborted }: Readonly<Record<'ended' | 'failed' | 'aborted', number>>,
  notBegun: number,
  busy: number,
  output: string,
): string {
  const facts = [
    `${count(ended, 'run')} ended`,
    ...(failed === 0 ? [] : [`${String(failed)} failed`]),
    ...(aborted === 0 ? [] : [`${String(aborted)} stopped`]),
    ...(notBegun === 0 ? [] : [`${String(notBegun)} not begun`]),
  ].join(', ');
  const isWhole = failed + aborted + notBegun + busy === 0;
  const next = isWhole
    ? `npx causeway serve ${output} shows them`
    : 'the same command makes the rest';
  return printableLines(`${facts}\n${next}`);
}

interface RunView {
  begin(name: string): void;
  move(name: string, progress: { turn: number; maxTurns: number; events: number }): void;
  say(message: string): void;
  end(name: string, message: string): void;
  close(): void;
}

/** A bar for each current run at a terminal, and a line for each run that has ended. */
function createRunView(total: number): RunView {
  const bars = process.stderr.isTTY ? createProgressBars(process.stderr) : undefined;
  const current = new Map<string, ProgressItem>();
  let ended = 0;
  const draw = (): void =>
    bars?.show(
      [...current.values()].slice(0, MAX_SHOWN),
      Math.max(0, total - ended - Math.min(current.size, MAX_SHOWN)),
    );
  return {
    begin(name) {
      current.set(name, { id: name, done: 0, total: 1, text: 'begins' });
      draw();
    },
    move(name, { turn, maxTurns, events }) {
      const text = `turn ${String(turn)} of ${String(maxTurns)}  ${count(events, 'event')}`;
      current.set(name, { id: name, done: turn, total: maxTurns, text });
      draw();
    },
    say: (message) => console.error(printableLines(message)),
    end(name, message) {
      current.delete(name);
      ended++;
      console.log(printable(`${String(ended)} of ${String(total)}  ${name}  ${message}`));
      draw();
    },
    close: () => bars?.end(),
  };
}
