import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, onTestFinished, vi } from 'vitest';
import { createActionEvent, createDetailEvent } from '../events/create-event';
import { readEventLine, type StoredEvent } from '../events/read-event';
import type { SimulationEvent } from '../events/simulation-event';
import { findEventParts } from '../files/event-parts';
import { readLines } from '../testing/read-lines';
import { makeTempRoot } from '../testing/temp-root';
import { EventWriter } from './event-writer';
import type { WriterCounters } from './writer-counters';
import type { EventWriterOptions } from './writer-options';

export const SIMULATION_ID = 'sim-001';

/** Options of `expect.poll` for busy machines. */
export const PATIENT = { timeout: 15_000, interval: 5 };

/** Support for tests of the writer: a writer whose counters are checked at the end, and the content of its files. */
export interface TestWriter {
  readonly writer: EventWriter;
  readonly outputDir: string;
  readonly directory: string;
  readonly warnings: readonly string[];
}

/** A started writer in its own folder. After the test, its counters must add up. */
export async function startTestWriter(
  options: Partial<EventWriterOptions> = {},
): Promise<TestWriter> {
  const test = await makeTestWriter(options);
  await test.writer.start();
  return test;
}

/** Like {@link startTestWriter}, but not started. */
export async function makeTestWriter(
  options: Partial<EventWriterOptions> = {},
): Promise<TestWriter> {
  const outputDir = options.outputDir ?? (await makeTempRoot(onTestFinished)).path;
  const warnings: string[] = [];
  const writer = new EventWriter({
    outputDir,
    simulationId: SIMULATION_ID,
    exitHook: false,
    flushIntervalMs: 1,
    logger: { warn: (message) => warnings.push(message) },
    ...options,
  });
  onTestFinished(async () => {
    const counters = await writer.stop({ timeoutMs: 2000 });
    expectBalanced(counters);
    expect(counters.queued).toBe(0);
  });
  return { writer, outputDir, directory: path.join(outputDir, SIMULATION_ID), warnings };
}

/** Checks `emitted = written + filtered + refused + dropped + queued`, and that the losses by type and by reason add up. */
export function expectBalanced(counters: WriterCounters): void {
  const { emitted, filtered, refused, dropped, queued, written } = counters;
  expect(written + filtered + refused + dropped + queued).toBe(emitted);
  expect(sum(counters.refusedByReason)).toBe(refused);
  expect(sum(counters.droppedByType)).toBe(dropped);
  expect(sum(counters.droppedByReason)).toBe(dropped);
}

export interface StreamContent {
  /** Of all parts, oldest first. */
  readonly events: readonly StoredEvent[];
  /** The writer's reports of drops, which are not in `events`. */
  readonly reports: readonly StoredEvent[];
  /** Lines that are text but not events. */
  readonly invalid: readonly string[];
  readonly parts: readonly string[];
  /** Whether the last line has no ending. */
  readonly isTorn: boolean;
}

/** Reads a stream as readers do. */
export async function readStream(directory: string): Promise<StreamContent> {
  const parts = await findEventParts(directory);
  const events: StoredEvent[] = [];
  const reports: StoredEvent[] = [];
  const invalid: string[] = [];
  let isTorn = false;
  for (const part of parts) {
    const file = await open(part.path);
    for (const { text, isEnded } of await readLines(file, part.bytes)) {
      isTorn = !isEnded;
      const { event } = readEventLine(text);
      if (event === undefined) invalid.push(text);
      else if (event.details?.['error_type'] === 'events_dropped') reports.push(event);
      else events.push(event);
    }
    await file.close();
  }
  return { events, reports, invalid, parts: parts.map(({ name }) => name), isTorn };
}

/** An ACTION event with a number. */
export function numbered(number: number, padding = ''): SimulationEvent {
  return createActionEvent({
    simulation_id: SIMULATION_ID,
    turn_number: 1,
    agent_id: 'ada',
    action_type: 'count',
    number,
    padding,
  });
}

/** A DETAIL event with a number. It is dropped first. */
export function detail(number: number): SimulationEvent {
  return createDetailEvent({
    simulation_id: SIMULATION_ID,
    turn_number: 1,
    calculation_type: 'count',
    number,
  });
}

export function numbersOf(events: readonly StoredEvent[]): readonly unknown[] {
  return events.map((event) => event.details?.['number']);
}

/** `from` to `to`, both included. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

/** The callback of `fs.write`. */
export type WriteCallback = (error: NodeJS.ErrnoException | null, written?: number) => void;

/** An error of the file system. */
export function fault(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: injected, write`), { code });
}

/**
 * Simulates a disk with `freeBytes` left. The last write is partial; then writes fail with `code` until there is room again.
 */
export function limitDisk(code: string, freeBytes: number) {
  const write = fs.write.bind(fs) as (fd: number, data: Buffer, done: WriteCallback) => void;
  const disk = {
    /** The times of writes, ms. */
    tries: new Array<number>(),
    free(bytes: number) {
      freeBytes = bytes;
    },
  };
  const limited = (fd: number, data: Buffer, done: WriteCallback): void => {
    disk.tries.push(performance.now());
    if (freeBytes === 0) {
      setImmediate(done, fault(code));
      return;
    }
    const part = data.subarray(0, freeBytes);
    freeBytes -= part.length;
    write(fd, part, done);
  };
  const spy = vi.spyOn(fs, 'write').mockImplementation(limited as typeof fs.write);
  onTestFinished(() => spy.mockRestore());
  return disk;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a program that uses the writer in its own process. `EventWriter`, `numbered` and so on are imported. */
export function startProgram(outputDir: string, program: string): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-', outputDir], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end(bundle(program));
  return child;
}

const bundles = new Map<string, string>();

/** Bundled into one file, which Node starts at once. Loading the writer's modules one by one takes half a second each time. */
function bundle(program: string): string {
  const known = bundles.get(program);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import { writeSync } from 'node:fs';
        import { setImmediate, setTimeout } from 'node:timers/promises';
        import { createActionEvent } from './lib/events/create-event';
        import { EventWriter } from './lib/capture/event-writer';
        const outputDir = process.argv[2];
        const simulationId = ${JSON.stringify(SIMULATION_ID)};
        const say = (text) => writeSync(1, text + '\\n');
        const numbered = (number) => createActionEvent({
          simulation_id: simulationId, turn_number: 1, agent_id: 'ada', action_type: 'count', number,
        });
        ${program}`,
      resolveDir: ROOT,
    },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
  });
  const code = outputFiles.map(({ text }) => text).join('');
  bundles.set(program, code);
  return code;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}
