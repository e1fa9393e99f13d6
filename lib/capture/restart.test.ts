import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { numbered, numbersOf, readStream, SIMULATION_ID, startTestWriter } from './capture-suite';

const LINE = `${JSON.stringify(numbered(2))}\n`;

/** A stream of one event and a torn second one. */
async function makeStream(tail: string | Buffer): Promise<{ outputDir: string; file: string }> {
  const { path: outputDir } = await makeTempRoot(onTestFinished);
  const file = path.join(outputDir, SIMULATION_ID, 'events.jsonl');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(numbered(1))}\n`);
  await appendFile(file, tail);
  return { outputDir, file };
}

describe('a writer that finds a stream', () => {
  it('appends to it', async () => {
    const { outputDir, file } = await makeStream(LINE);
    const before = await readFile(file, 'utf8');
    const { writer, warnings } = await startTestWriter({ outputDir });
    writer.emit(numbered(3));
    expect(await writer.stop()).toMatchObject({ closedTails: 0 });
    expect((await readFile(file, 'utf8')).startsWith(before)).toBe(true);
    expect(numbersOf((await readStream(path.dirname(file))).events)).toEqual([1, 2, 3]);
    expect(warnings).toEqual([]);
  });

  it('closes a line torn at any byte, reports it, and appends nothing to it', async () => {
    const { outputDir, file } = await makeStream(LINE);
    const whole = await readFile(file);
    const firstEnd = whole.indexOf('\n') + 1;
    for (let length = firstEnd + 1; length < whole.length; length++) {
      await writeFile(file, whole);
      await truncate(file, length);
      const { writer, warnings } = await startTestWriter({ outputDir });
      writer.emit(numbered(3));
      expect(await writer.stop()).toMatchObject({ written: 1, closedTails: 1 });
      const isEvent = length === whole.length - 1;
      const { events, invalid } = await readStream(path.dirname(file));
      expect(numbersOf(events)).toEqual(isEvent ? [1, 2, 3] : [1, 3]);
      expect(invalid).toEqual(isEvent ? [] : [whole.toString('utf8', firstEnd, length)]);
      expect(warnings).toEqual([
        isEvent
          ? expect.stringContaining('had no line ending')
          : expect.stringContaining(`torn (${String(length - firstEnd)} bytes)`),
      ]);
    }
  });

  it('takes a character torn in two for a torn line', async () => {
    const emoji = Buffer.from('{"description":"😀');
    const { outputDir, file } = await makeStream(emoji.subarray(0, -2));
    const { writer } = await startTestWriter({ outputDir });
    writer.emit(numbered(3));
    await writer.stop();
    const { events, invalid } = await readStream(path.dirname(file));
    expect(numbersOf(events)).toEqual([1, 3]);
    expect(invalid).toHaveLength(1);
  });

  it('counts existing bytes towards the size of the part', async () => {
    const { outputDir, file } = await makeStream(LINE);
    const { length } = await readFile(file);
    const { writer } = await startTestWriter({ outputDir, maxFileBytes: length + 1 });
    for (const n of [3, 4]) writer.emit(numbered(n));
    expect(await writer.stop()).toMatchObject({ rotations: 1 });
    const { events, parts } = await readStream(path.dirname(file));
    expect(numbersOf(events)).toEqual([1, 2, 3, 4]);
    expect(parts).toHaveLength(2);
  });
});
