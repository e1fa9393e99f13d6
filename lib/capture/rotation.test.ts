import { open, readdir, rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEventLine } from '../events/read-event';
import { findEventParts } from '../files/event-parts';
import { readLines } from '../testing/read-lines';
import { makeTempRoot } from '../testing/temp-root';
import {
  numbered,
  numbersOf,
  range,
  readStream,
  SIMULATION_ID,
  startTestWriter,
} from './capture-suite';

describe('rotation', () => {
  it('ends each part with the line that fills it, with part names in order', async () => {
    const { writer, directory } = await startTestWriter({ maxFileBytes: 3000 });
    const lineBytes = JSON.stringify(numbered(1)).length + 1;
    for (const n of range(1, 200)) writer.emit(numbered(n));
    const { rotations } = await writer.stop();
    const { events, parts, isTorn } = await readStream(directory);
    expect(numbersOf(events)).toEqual(range(1, 200));
    expect(isTorn).toBe(false);
    expect(parts.length).toBe(rotations + 1);
    expect(parts.length).toBeGreaterThan(10);
    for (const name of parts.slice(0, -1)) {
      // One or two seconds, and suffixes.
      expect(name).toMatch(/^events_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d(_\d+)?\.jsonl$/);
      const { size } = await stat(path.join(directory, name));
      expect(size).toBeGreaterThanOrEqual(3000);
      // Numbers grow by two digits.
      expect(size).toBeLessThan(3000 + lineBytes + 2);
    }
  });

  it('does not rename over parts that are there, and comes after them', async () => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    const first = await startTestWriter({ outputDir, maxFileBytes: 500 });
    for (const n of range(1, 10)) first.writer.emit(numbered(n));
    await first.writer.stop();
    // As if the clock had been ahead.
    const later = `events_${String(new Date().getUTCFullYear() + 1)}-01-01_00-00-00.jsonl`;
    await rename(path.join(first.directory, 'events.jsonl'), path.join(first.directory, later));
    const second = await startTestWriter({ outputDir, maxFileBytes: 500 });
    for (const n of range(11, 30)) second.writer.emit(numbered(n));
    await second.writer.stop();
    const { events, parts } = await readStream(first.directory);
    expect(numbersOf(events)).toEqual(range(1, 30));
    expect(parts).toContain(later.replace('.jsonl', '_2.jsonl'));
  });

  it('never leaves an empty part behind', async () => {
    const { writer, directory } = await startTestWriter({ maxFileBytes: 1 });
    for (const n of range(1, 5)) writer.emit(numbered(n));
    await writer.stop();
    const sizes = await Promise.all(
      (await readdir(directory)).map(async (name) => (await stat(path.join(directory, name))).size),
    );
    expect(sizes).toHaveLength(5);
    expect(sizes.every((size) => size > 0)).toBe(true);
  });

  it('begins a new part at once when the existing part is full', async () => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    for (const n of range(1, 3)) {
      const { writer } = await startTestWriter({ outputDir, maxFileBytes: 100 });
      writer.emit(numbered(n));
      await writer.stop();
    }
    const { events, parts } = await readStream(path.join(outputDir, SIMULATION_ID));
    expect(numbersOf(events)).toEqual([1, 2, 3]);
    expect(parts).toHaveLength(3);
  });

  it('shows a following reader every event once, in order', async () => {
    const { writer, directory } = await startTestWriter({ maxFileBytes: 40_000 });
    const total = 15_000;
    const following = followNumbers(directory, total);
    for (const n of range(1, total)) {
      await writer.waitForRoom();
      writer.emit(numbered(n));
      if (n % 50 === 0) await setImmediate();
    }
    expect(await writer.stop()).toMatchObject({ written: total, dropped: 0 });
    expect(await following).toEqual(range(1, total));
    expect(writer.counters.rotations).toBeGreaterThan(50);
  });

  it('continues in a new file when another program renames the current one', async () => {
    const { writer, directory, warnings } = await startTestWriter();
    writer.emit(numbered(1));
    await writer.flush();
    const current = path.join(directory, 'events.jsonl');
    await rename(current, path.join(directory, 'events_2020-01-01_00-00-00.jsonl'));
    writer.emit(numbered(2));
    await writer.flush();
    writer.emit(numbered(3));
    await writer.stop();
    const { events, parts } = await readStream(directory);
    expect(numbersOf(events)).toEqual([1, 2, 3]);
    expect(parts).toEqual(['events_2020-01-01_00-00-00.jsonl', 'events.jsonl']);
    expect(warnings.join()).toContain('renamed by another program');
  });

  it('loses and tears nothing when two writers share a stream, and reports that', async () => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    const options = { outputDir, maxFileBytes: 5000 };
    const [a, b] = [await startTestWriter(options), await startTestWriter(options)];
    for (const n of range(1, 1000)) {
      (n % 3 === 0 ? a : b).writer.emit(numbered(n));
      if (n % 10 === 0) await setImmediate();
    }
    await Promise.all([a.writer.stop(), b.writer.stop()]);
    const { events, invalid } = await readStream(a.directory);
    expect(invalid).toEqual([]);
    const numbers = numbersOf(events).map(Number);
    expect(numbers.toSorted((x, y) => x - y)).toEqual(range(1, 1000));
    expect([...a.warnings, ...b.warnings].join()).toMatch(/another program/);
  });

  it('leaves other files alone', async () => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    const { writer, directory } = await startTestWriter({ outputDir, maxFileBytes: 1 });
    await writeFile(path.join(directory, 'config.json'), '{}');
    await utimes(path.join(directory, 'config.json'), 1, 1);
    for (const n of range(1, 3)) writer.emit(numbered(n));
    await writer.stop();
    expect((await stat(path.join(directory, 'config.json'))).mtimeMs).toBe(1000);
  });
});

/** Follows a stream as it grows and rotates, until `total` events were seen. */
async function followNumbers(directory: string, total: number): Promise<readonly unknown[]> {
  const numbers: unknown[] = [];
  const offsets = new Map<string, number>();
  while (numbers.length < total) {
    for (const part of await findEventParts(directory)) {
      const file = await open(part.path).catch(() => undefined);
      if (file === undefined) break;
      try {
        const stats = await file.stat({ bigint: true });
        const identity = `${String(stats.dev)}:${String(stats.ino)}`;
        // It was renamed after the directory was read. The next look finds it.
        if (identity !== part.identity) break;
        const fromByte = offsets.get(identity) ?? 0;
        for (const line of await readLines(file, Number(stats.size), fromByte)) {
          if (!line.isEnded) continue;
          numbers.push(readEventLine(line.text).event?.details?.['number']);
          offsets.set(identity, line.nextOffset);
        }
      } finally {
        await file.close();
      }
    }
    await setImmediate();
  }
  return numbers;
}
