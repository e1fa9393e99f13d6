import { readModelKey } from '../lib/config';
import { CausewayError, NotResumableError } from '../lib/errors';
import { SimulationConfig } from '../lib/simulation/config/simulation-config';
import {
  SimulationOrchestrator,
  type SimulationResult,
} from '../lib/simulation/simulation-orchestrator';
import { orderSchema, type RunReport, type RunTask } from './simulation-messages';

/** Ends the current run. */
let stopping = new AbortController();

// Ctrl-C at a terminal reaches all processes. The process that gives the orders decides when to stop.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => stopping.abort());
// Without that process the run ends after its current step, marked as aborted.
process.on('disconnect', () => stopping.abort());

process.on('message', (message: unknown) => {
  const order = orderSchema.parse(message);
  if (order.type === 'stop') stopping.abort();
  else void make(order);
});

async function make(task: RunTask): Promise<void> {
  stopping = new AbortController();
  try {
    const { directory, status, reason, turn, counters } = await run(task, stopping.signal);
    report({ type: 'end', directory, status, reason, turn, events: counters.written });
  } catch (error) {
    const isExpected =
      error instanceof CausewayError || (error instanceof Error && 'syscall' in error);
    if (!isExpected) console.error(error);
    report({ type: 'error', message: error instanceof Error ? error.message : String(error) });
  }
}

async function run(task: RunTask, signal: AbortSignal): Promise<SimulationResult> {
  const { config, configDirectory, outputRoot, verbosity, offline, pace, resume } = task;
  const start = (resumeFrom: string | undefined): Promise<SimulationResult> =>
    new SimulationOrchestrator({
      config: SimulationConfig.fromObject(config, configDirectory),
      outputRoot,
      eventVerbosity: resumeFrom === undefined ? verbosity : undefined,
      resumeFrom,
      apiKey: readModelKey(),
      offline: resumeFrom === undefined ? offline : undefined,
      paceMs: pace,
      logger: { warn: (message) => report({ type: 'warning', message }) },
      onProgress: ({ runId, turn, maxTurns, events }) =>
        report({ type: 'progress', runId, turn, maxTurns, events }),
    }).run({ signal });
  try {
    return await start(resume);
  } catch (error) {
    if (!(error instanceof NotResumableError)) throw error;
    return start(undefined);
  }
}

function report(message: RunReport): void {
  // The other process may have ended.
  if (process.connected) process.send?.(message, () => undefined);
}
