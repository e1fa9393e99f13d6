import { describe, expect, it } from 'vitest';
import { handOver } from './hand-over';

/** A producer of 1, 2, 3, with a log. */
function threeOf(signal?: AbortSignal) {
  const log: string[] = [];
  const items = handOver<number>(async (give) => {
    log.push('open');
    try {
      for (const n of [1, 2, 3]) {
        log.push(`make ${String(n)}`);
        await give(n);
      }
    } catch (error) {
      log.push(error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      log.push('close');
    }
  }, signal);
  return { items, log };
}

describe('handOver', () => {
  it('makes each item when it is requested', async () => {
    const { items, log } = threeOf();
    expect(log).toEqual([]);
    expect(await items.next()).toEqual({ done: false, value: 1 });
    expect(log).toEqual(['open', 'make 1']);
    expect(await items.next()).toEqual({ done: false, value: 2 });
    expect(log).toEqual(['open', 'make 1', 'make 2']);
    const rest: number[] = [];
    for await (const n of items) rest.push(n);
    expect(rest).toEqual([3]);
    expect(log.at(-1)).toBe('close');
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });

  it('passes on errors, at once and later', async () => {
    const reason = new Error('broken');
    const items = handOver<number>(async (give) => {
      await give(1);
      throw reason;
    });
    await items.next();
    await expect(items.next()).rejects.toBe(reason);
    await expect(items.next()).rejects.toBe(reason);
  });

  it('has the producer unwind when the consumer leaves', async () => {
    const { items, log } = threeOf();
    for await (const n of items) if (n === 2) break;
    expect(log).toEqual(['open', 'make 1', 'make 2', 'no more is wanted', 'close']);
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });

  it('unwinds the producer when the signal aborts, even without a request', async () => {
    const leaving = new AbortController();
    const { items, log } = threeOf(leaving.signal);
    await items.next();
    const reason = new Error('enough');
    leaving.abort(reason);
    await expect.poll(() => log).toEqual(['open', 'make 1', 'enough', 'close']);
    await expect(items.next()).rejects.toBe(reason);
  });

  it('rejects a waiting request with the reason, once the producer has unwound', async () => {
    let isOpen = true;
    let goOn: (() => void) | undefined;
    const items = handOver<number>(async (give) => {
      await new Promise<void>((resolve) => (goOn = resolve));
      try {
        await give(1);
      } finally {
        isOpen = false;
      }
    });
    const first = items.next();
    const reason = new Error('closed');
    const ended = items.end(reason);
    expect(isOpen).toBe(true);
    goOn?.();
    await expect(first).rejects.toBe(reason);
    await ended;
    expect(isOpen).toBe(false);
  });

  it('never begins when it was ended before', async () => {
    const { items: returned, log } = threeOf();
    await returned.return?.();
    expect(await returned.next()).toEqual({ done: true, value: undefined });
    const { items: aborted, log: abortedLog } = threeOf(AbortSignal.abort());
    await expect(aborted.next()).rejects.toThrow(/abort/i);
    expect([...log, ...abortedLog]).toEqual([]);
  });

  it('does not appear complete when its producer ignores the end', async () => {
    let goOn: (() => void) | undefined;
    const items = handOver<number>(async (give) => {
      await give(1);
      await new Promise<void>((resolve) => (goOn = resolve));
    });
    await items.next();
    const last = items.next();
    await expect.poll(() => goOn).toBeDefined();
    const reason = new Error('closed');
    const ended = items.end(reason);
    goOn?.();
    await expect(last).rejects.toBe(reason);
    await ended;
  });
});
