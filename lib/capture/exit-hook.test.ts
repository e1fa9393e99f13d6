import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import {
  numbersOf,
  range,
  readStream,
  SIMULATION_ID,
  startProgram,
  startTestWriter,
} from './capture-suite';

/** 500 events that would stay queued for a minute. */
const EMIT_500 = `
  const writer = new EventWriter({ outputDir, simulationId, flushIntervalMs: 60_000 });
  await writer.start();
  for (let number = 1; number <= 500; number++) writer.emit(numbered(number));`;

const STAY = `
  setInterval(() => undefined, 1000);
  say('ready');`;

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly numbers: readonly unknown[];
  readonly stderr: string;
}

/** Runs a program to its end. A signal, if given, is sent when the program prints that it is ready. */
async function runToEnd(program: string, signal?: NodeJS.Signals): Promise<Ending> {
  const { path: outputDir } = await makeTempRoot(onTestFinished);
  const child = startProgram(outputDir, program);
  let stderr = '';
  child.stderr?.on('data', (data: Buffer) => (stderr += String(data)));
  const ended = once(child, 'close');
  if (signal !== undefined) {
    await Promise.race([once(child.stdout!, 'data'), ended]);
    child.kill(signal);
  }
  await ended;
  const { events, invalid } = await readStream(path.join(outputDir, SIMULATION_ID));
  expect(invalid).toEqual([]);
  return { code: child.exitCode, signal: child.signalCode, numbers: numbersOf(events), stderr };
}

describe('the end of a process', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s writes the queued events, and still reports that signal',
    async (signal) => {
      const ending = await runToEnd(`${EMIT_500} ${STAY}`, signal);
      expect(ending).toEqual({ code: null, signal, numbers: range(1, 500), stderr: '' });
    },
  );

  it('with an empty event loop writes the queued events', async () => {
    const ending = await runToEnd(EMIT_500);
    expect(ending).toEqual({ code: 0, signal: null, numbers: range(1, 500), stderr: '' });
  });

  it('by process.exit() writes the queued events, also during a write', async () => {
    const ending = await runToEnd(`${EMIT_500}
      void writer.flush();
      await setImmediate();
      for (let number = 501; number <= 3000; number++) writer.emit(numbered(number));
      process.exit(3);`);
    expect(ending).toEqual({ code: 3, signal: null, numbers: range(1, 3000), stderr: '' });
  });

  it('by an error writes the events before it', async () => {
    const ending = await runToEnd(`${EMIT_500} throw new Error('the simulation failed');`);
    expect(ending).toMatchObject({ code: 1, numbers: range(1, 500) });
    expect(ending.stderr).toContain('the simulation failed');
  });

  it('is left to a program that handles the signal itself', async () => {
    const ending = await runToEnd(
      `${EMIT_500}
      process.once('SIGINT', async () => {
        await setTimeout(50);
        writer.emit(numbered(501));
        process.exitCode = 7;
        clearInterval(stay);
      });
      const stay = setInterval(() => undefined, 1000);
      say('ready');`,
      'SIGINT',
    );
    expect(ending).toEqual({ code: 7, signal: null, numbers: range(1, 501), stderr: '' });
  });

  it('goes by without the hook when that is switched off', async () => {
    const program = EMIT_500.replace('flushIntervalMs: 60_000', '$&, exitHook: false');
    const killed = await runToEnd(`${program} ${STAY}`, 'SIGTERM');
    expect(killed).toMatchObject({ signal: 'SIGTERM', numbers: [] });
    const natural = await runToEnd(program.replace('60_000', '1'));
    expect(natural).toMatchObject({ code: 0, numbers: range(1, 500) });
  });

  it('is not delayed by a disk that fails for ever, and the loss is reported', async () => {
    const ending = await runToEnd(`
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const fail = () => Object.assign(new Error('EIO: injected'), { code: 'EIO' });
      ${EMIT_500.replace('flushIntervalMs: 60_000', 'flushIntervalMs: 1')}
      fs.write = (fd, data, done) => globalThis.setImmediate(done, fail());
      fs.writeSync = () => { throw fail(); };
      syncBuiltinESMExports();
      setTimeout(100).then(() => process.exit(0));`);
    expect(ending).toMatchObject({ code: 0, numbers: [] });
    expect(ending.stderr).toContain('500 events dropped (ACTION 500; process_exit 500)');
  });

  it('is listened for only while a writer runs', async () => {
    const listeners = () =>
      ['SIGINT', 'SIGTERM', 'beforeExit', 'exit'].map((name) => process.listenerCount(name));
    const before = listeners();
    const writers = await Promise.all(
      range(1, 20).map((n) => startTestWriter({ exitHook: true, simulationId: String(n) })),
    );
    expect(listeners()).toEqual(before.map((count) => count + 1));
    for (const { writer } of writers) await writer.stop();
    expect(listeners()).toEqual(before);
  });
});
