import { once } from 'node:events';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSeededRandom } from '../simulation/seeded-random';
import { makeTempRoot } from '../testing/temp-root';
import {
  numbered,
  numbersOf,
  range,
  readStream,
  SIMULATION_ID,
  startProgram,
  startTestWriter,
} from './capture-suite';

const KILLS = 50;
/** The number of processes at a time. */
const SIDE_BY_SIDE = 4;

const MAX_QUEUE_EVENTS = 1000;
/** A batch holds at most a full queue. */
const MAX_BATCH_EVENTS = MAX_QUEUE_EVENTS;

/** Emits for ever, and prints the number of emitted events at short intervals. */
const ENDLESS = `
  const writer = new EventWriter({
    outputDir, simulationId, maxQueueEvents: ${String(MAX_QUEUE_EVENTS)}, maxFileBytes: 200_000, flushIntervalMs: 2,
  });
  await writer.start();
  for (let number = 1; ; number++) {
    await writer.waitForRoom();
    writer.emit(numbered(number));
    if (number % 37 === 0) {
      say(String(number));
      await setImmediate();
    }
  }`;

describe('a process that is killed', () => {
  it(`${String(KILLS)} times leaves whole lines, loses at most the queued events, and can be continued`, async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const random = createSeededRandom(20261004);
    const kills = range(1, KILLS).map((n) => ({
      outputDir: path.join(root, String(n)),
      // Counted in events, not in time, so that a slow machine kills at the same places.
      afterEvents: random.int(0, 6000),
      afterMs: random.int(0, 5),
    }));
    let events = 0;
    const survivors = range(1, SIDE_BY_SIDE).map(async () => {
      for (let kill = kills.pop(); kill !== undefined; kill = kills.pop()) {
        const kept = await killAndGoOn(kill);
        events += kept;
      }
    });
    await Promise.all(survivors);
    // There were events to lose.
    expect(events).toBeGreaterThan(KILLS * 100);
  }, 120_000);
});

interface Kill {
  readonly outputDir: string;
  /** Kills after the process has printed this number. */
  readonly afterEvents: number;
  readonly afterMs: number;
}

async function killAndGoOn({ outputDir, afterEvents, afterMs }: Kill): Promise<number> {
  const child = startProgram(outputDir, ENDLESS);
  const output: string[] = [];
  let errors = '';
  child.stdout?.on('data', (data: Buffer) => output.push(String(data)));
  child.stderr?.on('data', (data: Buffer) => (errors += String(data)));
  const ended = once(child, 'close');
  const emittedSoFar = (): number => Number(output.join('').trimEnd().split('\n').at(-1));
  while (child.exitCode === null && !(emittedSoFar() > afterEvents)) {
    await Promise.race([once(child.stdout!, 'data'), ended]);
  }
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  await ended;
  expect(errors).toBe('');
  const emitted = emittedSoFar();

  const directory = path.join(outputDir, SIMULATION_ID);
  const left = await readStream(directory);
  const kept = left.events.length;
  // A prefix of the emitted events, without a gap, and at most one torn line at its end.
  expect(numbersOf(left.events)).toEqual(range(1, kept));
  expect(left.invalid.length).toBeLessThanOrEqual(left.isTorn ? 1 : 0);
  expect(emitted - kept).toBeLessThanOrEqual(MAX_QUEUE_EVENTS + MAX_BATCH_EVENTS);

  const { writer } = await startTestWriter({ outputDir });
  for (const n of range(kept + 1, kept + 5)) writer.emit(numbered(n));
  const { closedTails } = await writer.stop();
  expect(closedTails).toBe(left.isTorn ? 1 : 0);
  const continued = await readStream(directory);
  expect(numbersOf(continued.events)).toEqual(range(1, kept + 5));
  expect(continued.invalid).toEqual(left.invalid);
  expect(continued.isTorn).toBe(false);
  return kept;
}
