import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EventWriter } from '../../lib/capture/event-writer';
import { buildSimulation } from '../../lib/testing/build-simulation';

const taskSchema = z.object({
  outputDir: z.string(),
  simulationId: z.string(),
  eventsPerSecond: z.int(),
  seconds: z.int(),
  maxFileBytes: z.int(),
  seed: z.int(),
});

export type PacedTask = Readonly<z.infer<typeof taskSchema>>;

const TASK_VARIABLE = 'CAUSEWAY_BENCH_WRITER';
const TICK_MS = 10;

/**
 * Emits events at an even pace from a process of its own, each of which says in its details when it was emitted
 * (`emitted_ms`, since 1970). Resolves with how many are written when all are.
 */
export function writePaced(task: PacedTask): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), {
      env: { ...process.env, [TASK_VARIABLE]: JSON.stringify(task) },
    });
    child.on('message', (written) => {
      resolve(Number(written));
    });
    child.on('error', reject);
    // By then its message, if it sent one, has been read.
    child.on('disconnect', () => {
      reject(new Error('the writer ended before it had written all'));
    });
  });
}

async function write(task: PacedTask): Promise<number> {
  const { eventsPerSecond, seconds, seed, ...options } = task;
  const writer = new EventWriter({ ...options, verbosity: 'DETAIL' });
  await writer.start();
  const events = buildSimulation({ seed, turns: seconds, eventsPerTurn: eventsPerSecond });
  const total = eventsPerSecond * seconds;
  const startMs = performance.now();
  for (let emitted = 0; emitted < total;) {
    const due = Math.min(total, ((performance.now() - startMs) / 1000) * eventsPerSecond);
    for (; emitted < due; emitted++) {
      const { value: event } = events.next();
      if (event === undefined) throw new Error('the simulation is shorter than it was to be');
      writer.emit({ ...event, details: { ...event.details, emitted_ms: Date.now() } });
    }
    await delay(TICK_MS);
  }
  const { written, dropped } = await writer.stop();
  if (dropped > 0) throw new Error(`${dropped} events were dropped`);
  return written;
}

const task = process.env[TASK_VARIABLE];
if (task !== undefined && process.send !== undefined) {
  const written = await write(taskSchema.parse(JSON.parse(task)));
  process.send(written, () => process.disconnect());
}
