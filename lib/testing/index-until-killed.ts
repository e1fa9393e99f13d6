import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';

const taskSchema = z.object({
  outputRoot: z.string(),
  indexDir: z.string(),
  simulationId: z.string(),
});

/** The simulation to index, and the index folder. */
export type IndexingTask = Readonly<z.infer<typeof taskSchema>>;

const messageSchema = z.union([
  z.literal('loaded'),
  z.object({ bytesIndexed: z.int(), isReady: z.boolean() }),
]);

type Message = z.infer<typeof messageSchema>;

/** When to kill a process: this long after this number of commits. 0 commits means the start of the task. */
export interface KillMoment {
  readonly commits: number;
  readonly thenMs: number;
}

/** The progress of a process. */
export interface IndexingRun {
  /** Reported indexed bytes: first those found at the start, then after each commit, as far as reports arrived. */
  readonly bytesIndexed: readonly number[];
  /** Whether it reported that everything was indexed. */
  readonly isReady: boolean;
  /** Whether it was killed. Otherwise it ended by itself, with everything indexed and its store closed. */
  readonly isKilled: boolean;
}

/** A process that has loaded the store, or is loading it, and waits for a task. */
export interface IndexingProcess {
  /**
   * Runs the task, and kills the process with SIGKILL at the given moment, unless it has ended by then.
   * @throws when the process fails
   */
  run(task: IndexingTask, killMoment: KillMoment): Promise<IndexingRun>;
  /** Ends a process that was not used. */
  kill(): void;
}

const LONG_MS = 600_000;

const CHILD_VARIABLE = 'CAUSEWAY_TESTING_INDEXER';

export function startIndexingProcess(): IndexingProcess {
  const child = fork(fileURLToPath(import.meta.url), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, [CHILD_VARIABLE]: 'true' },
  });
  // Its messages are read before the channel is closed.
  const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  const bytesIndexed: number[] = [];
  let isReady = false;
  let isLoaded = false;
  child.on('message', (message) => {
    const said = messageSchema.parse(message);
    if (said === 'loaded') {
      isLoaded = true;
      return;
    }
    if (bytesIndexed.at(-1) !== said.bytesIndexed) bytesIndexed.push(said.bytesIndexed);
    isReady ||= said.isReady;
  });

  /** Resolves when the condition holds, or when the process has ended. */
  async function until(holds: () => boolean): Promise<void> {
    while (!holds() && child.connected) await Promise.race([once(child, 'message'), ended]);
  }

  return {
    async run(task, { commits, thenMs }) {
      await until(() => isLoaded);
      if (child.connected) child.send(task);
      await until(() => commits === 0 || bytesIndexed.length > commits);
      await Promise.race([ended, delay(thenMs)]);
      child.kill('SIGKILL');
      await ended;
      const isKilled = child.signalCode === 'SIGKILL';
      if (!isKilled && child.exitCode !== 0)
        throw new Error(`an indexing process ended with ${String(child.exitCode)}`);
      return { bytesIndexed, isReady, isKilled };
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Reports the indexed bytes as often as possible, until everything is indexed. */
async function index({ simulationId, ...options }: IndexingTask): Promise<void> {
  const store = await openDuckDbStore({ ...options, waitMs: LONG_MS, describeWaitMs: 20 });
  for (let isReady = false; !isReady;) {
    const { state, bytes_indexed, bytes_total, error } = (await store.describe(simulationId)).index;
    if (state === 'failed') throw new Error(error);
    isReady = state === 'ready';
    // The total is 0 before the first look at the files.
    if (bytes_total > 0) say({ bytesIndexed: bytes_indexed, isReady });
  }
  await store.close();
}

function say(message: Message): void {
  process.send?.(message);
}

if (process.env[CHILD_VARIABLE] !== undefined) {
  process.once('message', (task) => {
    void index(taskSchema.parse(task)).then(() => process.disconnect());
  });
  say('loaded');
}
