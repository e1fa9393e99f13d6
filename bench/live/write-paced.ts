import { fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { buildSimulation } from '../../lib/testing/build-simulation';

const taskSchema = z.object({
  directory: z.string(),
  eventsPerSecond: z.number(),
  seconds: z.number(),
  maxFileBytes: z.number(),
});

export type PacedTask = z.infer<typeof taskSchema>;

const TASK_VARIABLE = 'CAUSEWAY_BENCH_WRITER';
const TICK_MS = 10;

/** Writes a stream at an even pace from a process of its own; resolves with how many events, and in how many parts. */
export function writePaced(task: PacedTask): Promise<{ events: number; parts: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), {
      env: { ...process.env, [TASK_VARIABLE]: JSON.stringify(task) },
    });
    child.on('message', resolve);
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the writer ended with ${String(code)}`));
    });
  });
}

/** Each event says in `written_ms` when it was: the time in ms since 1970, just before. */
async function write(task: PacedTask): Promise<{ events: number; parts: number }> {
  const { directory, eventsPerSecond, seconds, maxFileBytes } = task;
  const newest = path.join(directory, 'events.jsonl');
  mkdirSync(directory, { recursive: true });
  const total = eventsPerSecond * seconds;
  const events = buildSimulation({ turns: seconds, eventsPerTurn: eventsPerSecond });
  let [written, parts, bytes] = [0, 1, 0];
  let file = openSync(newest, 'a');
  const startMs = performance.now();
  while (written < total) {
    const due = Math.min(total, ((performance.now() - startMs) / 1000) * eventsPerSecond);
    let text = '';
    for (; written < due; written++) {
      const { value } = events.next();
      text += `${JSON.stringify({ ...value, written_ms: Date.now() })}\n`;
    }
    if (bytes >= maxFileBytes) {
      closeSync(file);
      const name = `events_2026-01-01_00-00-00_${String(parts)}.jsonl`;
      renameSync(newest, path.join(directory, name));
      file = openSync(newest, 'a');
      parts += 1;
      bytes = 0;
    }
    bytes += writeSync(file, text);
    await delay(TICK_MS);
  }
  closeSync(file);
  return { events: written, parts };
}

const task = process.env[TASK_VARIABLE];
if (task !== undefined && process.send !== undefined) {
  const result = await write(taskSchema.parse(JSON.parse(task)));
  process.send(result, () => process.disconnect());
}
