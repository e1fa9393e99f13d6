import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { reportSchema, type RunReport, type RunTask } from './simulation-messages';

const WORKER = fileURLToPath(new URL('simulation-worker.mjs', import.meta.url));

/** The end of a run: as its process reports it, or an error. */
export type RunEnding = Extract<RunReport, { type: 'end' | 'error' }>;

/** Processes that make runs side by side. */
export interface SimulationPool {
  /** Makes a run when a process is free. Only as many calls at a time as there are processes. */
  run(task: RunTask, onReport: (report: RunReport) => void): Promise<RunEnding>;
  /** Ends the current runs after their current step. */
  stop(): void;
  /** Lets the processes end. */
  close(): void;
}

/** Starts a process when it is first needed, and another one in place of one that has crashed. */
export function createSimulationPool(): SimulationPool {
  const idle: ChildProcess[] = [];
  const working = new Set<ChildProcess>();

  return {
    run(task, onReport) {
      const child = idle.pop() ?? fork(WORKER, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      working.add(child);
      return new Promise((resolve) => {
        const end = (ending: RunEnding): void => {
          child.removeAllListeners();
          working.delete(child);
          if (child.connected) idle.push(child);
          resolve(ending);
        };
        child.on('message', (message: unknown) => {
          const report = reportSchema.parse(message);
          if (report.type === 'end' || report.type === 'error') end(report);
          else onReport(report);
        });
        const fail = (reason: string): void => end({ type: 'error', message: reason });
        child.on('error', (error) => fail(error.message));
        child.on('exit', (code, signal) => {
          fail(`its process ended with ${signal ?? `exit code ${String(code)}`}`);
        });
        child.send(task, (error) => {
          if (error !== null) fail(error.message);
        });
      });
    },
    stop() {
      for (const child of working) if (child.connected) child.send({ type: 'stop' });
    },
    close() {
      for (const child of [...idle, ...working]) if (child.connected) child.disconnect();
    },
  };
}
