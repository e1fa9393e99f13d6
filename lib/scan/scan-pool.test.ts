import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildSimulation } from '../testing/build-simulation';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { makeTempRoot } from '../testing/temp-root';
import { packScan } from './pack-scan';
import type { Segment } from './line-blocks';
import { createScanPool, type ScanPool, type ScanPoolOptions } from './scan-pool';
import { scanSegment } from './scan-segment';
import { searchSegment } from './search-segment';

function openPool(options: ScanPoolOptions): ScanPool {
  const pool = createScanPool(options);
  onTestFinished(() => pool.close());
  return pool;
}

/** An open file of events and other lines, in segments. */
async function openSegments(count: number) {
  const root = await makeTempRoot(onTestFinished);
  const file = path.join(root.path, 'events.jsonl');
  const events = [...buildSimulation({ turns: 4 })].map((event) =>
    Buffer.from(JSON.stringify(event)),
  );
  const lines = [...events, ...HOSTILE_LINES.map(({ bytes }) => bytes)];
  const content = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  writeFileSync(file, content);
  const fileDescriptor = openSync(file, 'r');
  onTestFinished(() => closeSync(fileDescriptor));
  const fileBytes = content.length;
  const place = (i: number): number => Math.floor((fileBytes * i) / count);
  const segments = Array.from({ length: count }, (_, i): Segment => ({
    fileDescriptor,
    fileBytes,
    isAligned: i === 0,
    fromByte: place(i),
    toByte: place(i + 1),
  }));
  return { file, segments, segment: segments[0]! };
}

/** The threads that are started from now on. */
function watchThreads(): readonly Worker[] {
  const threads: Worker[] = [];
  const add = (thread: Worker): void => void threads.push(thread);
  process.on('worker', add);
  onTestFinished(() => void process.off('worker', add));
  return threads;
}

/** A finished thread has no number. */
const running = (threads: readonly Worker[]): readonly Worker[] =>
  threads.filter(({ threadId }) => threadId !== -1);

describe('createScanPool', () => {
  it('returns the results of scanSegment and searchSegment, with at most the given number of threads', async () => {
    const threads = watchThreads();
    const { segments } = await openSegments(12);
    const pool = openPool({ threads: 2 });
    const [scans, hits] = await Promise.all([
      Promise.all(segments.map((segment) => pool.scan(segment))),
      Promise.all(segments.map((segment) => pool.search(segment, { text: 'turn' }))),
    ]);
    for (const [i, segment] of segments.entries()) {
      const isSame = isDeepStrictEqual(scans[i], packScan(scanSegment(segment)).scan);
      expect([i, isSame]).toEqual([i, true]);
      expect(hits[i]).toEqual(searchSegment(segment, { text: 'turn' }));
    }
    expect(scans.reduce((sum, { columns }) => sum + columns.rowCount, 0)).toBeGreaterThan(400);
    expect(threads).toHaveLength(2);
  });

  it('takes segments in order, and fails only for an unreadable segment', async () => {
    const { file, segments } = await openSegments(5);
    const folder = openSync(path.dirname(file), 'r');
    onTestFinished(() => closeSync(folder));
    const threads = watchThreads();
    const pool = openPool({ threads: 1 });
    const ended: string[] = [];
    await Promise.all(
      segments.map(async (segment, i) => {
        const fileDescriptor = i === 2 ? folder : segment.fileDescriptor;
        await pool.scan({ ...segment, fileDescriptor }).then(
          () => ended.push(`${String(i)} is read`),
          (error: unknown) => ended.push(String(error)),
        );
      }),
    );
    expect(ended).toEqual([
      ...['0 is read', '1 is read', expect.stringContaining('EISDIR'), '3 is read', '4 is read'],
    ]);
    expect(threads).toHaveLength(1);
  });

  it('fails for the segment at which a thread fails, with the reason, and continues in another thread', async () => {
    const { segment } = await openSegments(1);
    const threads = watchThreads();
    const pool = openPool({ threads: 1 });
    const settled = Promise.allSettled([pool.scan(segment), pool.scan(segment)]);
    await once(process, 'worker');
    // The event of a thread that has no memory left. Its exit follows.
    threads[0]!.emit('error', new Error('out of memory'));
    await threads[0]!.terminate();
    const [lost, done] = await settled;
    expect(lost).toMatchObject({ reason: { message: 'out of memory' } });
    expect(done.status).toBe('fulfilled');
  });

  it('ends threads that have nothing to do, and starts others when they are needed', async () => {
    const { segment } = await openSegments(1);
    const threads = watchThreads();
    const pool = openPool({ threads: 2, idleMs: 10 });
    await pool.scan(segment);
    await once(threads[0]!, 'exit');
    const { columns } = await pool.scan(segment);
    expect(columns.rowCount).toBeGreaterThan(400);
    expect(threads).toHaveLength(2);
  });

  it('gives nothing to a thread that is coming to its end', async () => {
    const { segment } = await openSegments(1);
    const threads = watchThreads();
    const pool = openPool({ threads: 1, idleMs: 10 });
    const first = pool.scan(segment);
    await once(process, 'worker');
    const thread = threads[0]!;
    const terminate = thread.terminate.bind(thread);
    const isEnding = new Promise<void>((resolve) => {
      thread.terminate = () => {
        resolve();
        return terminate();
      };
    });
    await first;
    await isEnding;
    expect((await pool.scan(segment)).columns.rowCount).toBeGreaterThan(400);
  });

  it('rejects waiting segments when it is closed, and ends its threads', async () => {
    const { segments } = await openSegments(6);
    const threads = watchThreads();
    const pool = openPool({ threads: 2 });
    const settled = Promise.allSettled(segments.map((segment) => pool.scan(segment)));
    await pool.close();
    expect(threads).toHaveLength(2);
    expect(running(threads)).toEqual([]);
    const reasons = (await settled).map((result) =>
      result.status === 'rejected' ? String(result.reason) : 'none',
    );
    expect(reasons.slice(0, 2).join()).toMatch(/ended.*ended/);
    expect(reasons.slice(2).every((reason) => reason.includes('closed'))).toBe(true);
    await pool.close();
  });

  it('does not keep an idle process running', async () => {
    const { file } = await openSegments(1);
    const script = path.join(path.dirname(file), 'scan.mts');
    writeFileSync(
      script,
      `import { openSync, statSync } from 'node:fs';
       import { createScanPool } from ${JSON.stringify(new URL('./scan-pool.ts', import.meta.url).href)};
       const file = ${JSON.stringify(file)};
       const fileBytes = statSync(file).size;
       const range = { fromByte: 0, toByte: fileBytes, fileBytes, isAligned: true };
       const pool = createScanPool({ threads: 1, idleMs: 3_600_000 });
       const { columns } = await pool.scan({ fileDescriptor: openSync(file, 'r'), ...range });
       console.log(columns.rowCount);`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      timeout: 19_000,
    });
    expect(Number(stdout)).toBeGreaterThan(400);
  });
});
