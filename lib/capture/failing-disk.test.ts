import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import {
  expectBalanced,
  fault,
  limitDisk,
  numbered,
  PATIENT,
  numbersOf,
  range,
  readStream,
  SIMULATION_ID,
  startTestWriter,
  type WriteCallback,
} from './capture-suite';

describe('a disk that fails', () => {
  it.each(['ENOSPC', 'EIO', 'EAGAIN', 'EBUSY', 'EBADF', 'ESTALE'])(
    'with %s is retried until everything is written, with no event lost or doubled',
    async (code) => {
      const { writer, directory, warnings } = await startTestWriter();
      writer.emit(numbered(0));
      await writer.flush();
      // In the middle of a line.
      const disk = limitDisk(code, 1234);
      for (const n of range(1, 100)) writer.emit(numbered(n));
      await expect.poll(() => writer.counters.errors, PATIENT).toBeGreaterThan(2);
      expectBalanced(writer.counters);
      expect(writer.counters).toMatchObject({ written: 1, queued: 100, dropped: 0 });
      expect(warnings[0]).toContain(`cannot write events: ${code}`);
      // The simulation continues meanwhile.
      for (const n of range(101, 200)) writer.emit(numbered(n));
      disk.free(Infinity);
      expect(await writer.flush()).toBe(true);
      writer.emit(numbered(201));
      const { written, dropped } = await writer.stop();
      expect({ written, dropped }).toEqual({ written: 202, dropped: 0 });
      const { events, invalid } = await readStream(directory);
      expect(numbersOf(events)).toEqual(range(0, 201));
      // In a file that was opened again, the torn line is closed; otherwise it is completed.
      expect(invalid).toHaveLength(['EBADF', 'ESTALE'].includes(code) ? 1 : 0);
    },
  );

  it('is retried at bounded intervals, with a bounded queue', async () => {
    const { writer, directory, warnings } = await startTestWriter({ maxQueueEvents: 50 });
    const disk = limitDisk('ENOSPC', 0);
    for (const n of range(1, 40)) writer.emit(numbered(n));
    await expect.poll(() => disk.tries.length, PATIENT).toBeGreaterThan(5);
    const waited = disk.tries.map((time, i) => time - (disk.tries[i - 1] ?? time)).slice(1, 6);
    for (const [i, ms] of [10, 20, 40, 80, 160].entries()) {
      // A timer may fire a millisecond early.
      expect(waited[i]).toBeGreaterThanOrEqual(ms - 1);
    }
    for (const n of range(41, 400)) writer.emit(numbered(n));
    // The batch being written is not in the queue.
    expect(writer.counters).toMatchObject({ queued: 90, dropped: 310 });
    expect(warnings.length).toBeLessThan(5);
    disk.free(Infinity);
    await writer.flush();
    const { events, reports } = await readStream(directory);
    expect(numbersOf(events)).toEqual(range(1, 90));
    expect(reports).toHaveLength(1);
    expect(reports[0]?.details).toMatchObject({ dropped: 310 });
  });

  it('does not delay stop() beyond its timeout; the rest is counted', async () => {
    const { writer, directory } = await startTestWriter();
    const lineBytes = JSON.stringify(numbered(1)).length + 1;
    // Three and a half lines.
    limitDisk('EIO', Math.round(lineBytes * 3.5));
    for (const n of range(1, 9)) writer.emit(numbered(n));
    const before = performance.now();
    const counters = await writer.stop({ timeoutMs: 100 });
    expect(performance.now() - before).toBeLessThan(2000);
    expectBalanced(counters);
    expect(counters).toMatchObject({ written: 3, queued: 0, droppedByReason: { stop_timeout: 6 } });
    const { events, isTorn } = await readStream(directory);
    expect(numbersOf(events)).toEqual([1, 2, 3]);
    expect(isTorn).toBe(true);
    vi.restoreAllMocks();
    const next = await startTestWriter({ outputDir: path.dirname(directory) });
    next.writer.emit(numbered(10));
    expect(await next.writer.stop()).toMatchObject({ closedTails: 1 });
    expect(numbersOf((await readStream(directory)).events)).toEqual([1, 2, 3, 10]);
  });

  it('that hangs does not hold up stop()', async () => {
    const { writer } = await startTestWriter();
    let release: (() => void) | undefined;
    const write = fs.write.bind(fs) as (fd: number, data: Buffer, done: WriteCallback) => void;
    const hanging = (fd: number, data: Buffer, done: WriteCallback): void => {
      release = () => write(fd, data, done);
    };
    const spy = vi.spyOn(fs, 'write').mockImplementation(hanging as typeof fs.write);
    onTestFinished(() => spy.mockRestore());
    writer.emit(numbered(1));
    await expect.poll(() => release, PATIENT).toBeDefined();
    expect(await writer.flush({ timeoutMs: 10 })).toBe(false);
    expect(await writer.stop({ timeoutMs: 10 })).toMatchObject({
      written: 0,
      droppedByReason: { stop_timeout: 1 },
    });
    release?.();
  });

  it('is tried again in the synchronous mode too', async () => {
    const { writer, directory } = await startTestWriter({ fsync: 'event' });
    const writeSync = fs.writeSync.bind(fs) as (fd: number, data: Buffer, from: number) => number;
    let isFull = false;
    const limited = (fd: number, data: Buffer, from: number): number => {
      if (isFull) throw fault('ENOSPC');
      isFull = true;
      return writeSync(fd, data.subarray(0, from + 20), from);
    };
    const spy = vi.spyOn(fs, 'writeSync').mockImplementation(limited as typeof fs.writeSync);
    syncBuiltinESMExports();
    const mend = (): void => {
      spy.mockRestore();
      syncBuiltinESMExports();
    };
    onTestFinished(mend);
    writer.emit(numbered(1));
    writer.emit(numbered(2));
    expect(writer.counters).toMatchObject({ queued: 2, written: 0, errors: 1 });
    mend();
    await expect.poll(() => writer.counters.written, PATIENT).toBe(2);
    writer.emit(numbered(3));
    expect(writer.counters.written).toBe(3);
    expect(numbersOf((await readStream(directory)).events)).toEqual([1, 2, 3]);
  });

  it('whose fsync fails is reported, and events are still written', async () => {
    const { writer, warnings } = await startTestWriter({ fsync: 'event' });
    const spy = vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw fault('EIO');
    });
    syncBuiltinESMExports();
    onTestFinished(() => {
      spy.mockRestore();
      syncBuiltinESMExports();
    });
    writer.emit(numbered(1));
    expect(writer.counters).toMatchObject({ written: 1, errors: 1 });
    expect(warnings[0]).toContain('EIO');
  });
});

describe('a directory', () => {
  it('that is removed under the writer is made again, and nothing after it is lost', async () => {
    const { writer, directory, warnings } = await startTestWriter();
    for (const n of range(1, 10)) writer.emit(numbered(n));
    await writer.flush();
    await rm(path.dirname(directory), { recursive: true });
    for (const n of range(11, 20)) writer.emit(numbered(n));
    expect(await writer.flush()).toBe(true);
    expect(writer.counters).toMatchObject({ written: 20, errors: 1, dropped: 0 });
    expect(numbersOf((await readStream(directory)).events)).toEqual(range(11, 20));
    expect(warnings.join()).toContain('was removed');
  });

  it('that is moved takes its events with it, and a new one is made', async () => {
    const { writer, directory, outputDir } = await startTestWriter();
    writer.emit(numbered(1));
    await writer.flush();
    await rename(directory, path.join(outputDir, 'moved'));
    writer.emit(numbered(2));
    await writer.flush();
    writer.emit(numbered(3));
    await writer.stop();
    expect(numbersOf((await readStream(path.join(outputDir, 'moved'))).events)).toEqual([1, 2]);
    expect(numbersOf((await readStream(directory)).events)).toEqual([3]);
  });

  it('is retried while a file takes its place', async () => {
    const { writer, directory } = await startTestWriter();
    await rm(directory, { recursive: true });
    await writeFile(directory, '');
    for (const n of range(1, 10)) writer.emit(numbered(n));
    await expect.poll(() => writer.counters.errors, PATIENT).toBeGreaterThan(1);
    await rm(directory);
    expect(await writer.flush()).toBe(true);
    expect(numbersOf((await readStream(directory)).events)).toEqual(range(1, 10));
  });

  it('whose file was truncated by another program is written to further', async () => {
    const { writer, directory, warnings } = await startTestWriter({ maxFileBytes: 5000 });
    for (const n of range(1, 10)) writer.emit(numbered(n));
    await writer.flush();
    await truncate(path.join(directory, 'events.jsonl'));
    for (const n of range(11, 20)) writer.emit(numbered(n));
    await writer.stop();
    expect(numbersOf((await readStream(directory)).events)).toEqual(range(11, 20));
    expect(warnings.join()).toContain('changed by another program');
  });
});

describe('a disk that is really full', () => {
  it('is written to again once there is room', async ({ skip }) => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const disk = path.join(root, 'disk');
    await mkdir(disk);
    const mounted = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    skip(mounted.status !== 0, 'mounting a tmpfs is not permitted here');
    try {
      const ballast = path.join(disk, 'ballast');
      await writeFile(ballast, Buffer.alloc(900_000));
      const { writer, directory } = await startTestWriter({
        outputDir: disk,
        maxQueueEvents: 2000,
      });
      const padding = 'x'.repeat(300);
      for (const n of range(1, 1000)) writer.emit(numbered(n, padding));
      await expect.poll(() => writer.counters.errors, PATIENT).toBeGreaterThan(1);
      const during = writer.counters;
      expectBalanced(during);
      expect(during.queued).toBeGreaterThan(0);
      expect((await readStream(directory)).isTorn).toBe(true);
      await rm(ballast);
      expect(await writer.flush()).toBe(true);
      expect(await writer.stop()).toMatchObject({ written: 1000, dropped: 0 });
      const { events, invalid } = await readStream(directory);
      expect(numbersOf(events)).toEqual(range(1, 1000));
      expect(invalid).toEqual([]);
      expect((await readFile(path.join(disk, SIMULATION_ID, 'events.jsonl'))).length).toBe(
        writer.counters.bytes,
      );
    } finally {
      spawnSync('/bin/umount', ['--lazy', disk]);
    }
  });
});
