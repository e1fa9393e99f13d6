import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CancelledError, TookTooLongError } from '../errors';
import {
  breathe,
  currentSignal,
  during,
  isTimeShort,
  openWork,
  outsideWork,
  throwIfCancelled,
  untilCancelled,
  type WorkOptions,
} from './work';

/** Keeps the event loop busy. */
function spin(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Runs work inside the current work. */
async function runWork<Result>(options: WorkOptions, fn: () => Promise<Result>): Promise<Result> {
  const work = openWork(options);
  try {
    return await work.run(() => untilCancelled(fn()));
  } finally {
    work.end();
  }
}

async function endless(): Promise<never> {
  for (;;) {
    spin(1);
    await breathe();
  }
}

describe('breathe', () => {
  it('lets timers and other work in, one piece of work a turn', async () => {
    const log: string[] = [];
    let turn = 0;
    const watching = new AbortController();
    const turns = (async () => {
      for (; !watching.signal.aborted; turn++) await nextTurn();
    })();
    const busy = async (name: string): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        spin(10);
        await breathe();
        log.push(`${name} in turn ${String(turn)}`);
      }
    };
    await Promise.all([busy('a'), busy('b'), busy('c')]);
    watching.abort();
    await turns;
    const turnsTaken = log.map((line) => line.slice(2));
    expect(new Set(turnsTaken).size).toBe(log.length);
  });

  it('does not wait while the turn has lasted less than its share', async () => {
    await nextTurn();
    let isLater = false;
    setImmediate(() => {
      isLater = true;
    });
    for (let i = 0; i < 100; i++) await breathe();
    expect(isLater).toBe(false);
  });
});

describe('a piece of work', () => {
  it('ends when its signal aborts, at any point', async () => {
    const leaving = new AbortController();
    let isUnwound = false;
    const work = runWork({ signal: leaving.signal }, async () => {
      try {
        await endless();
      } finally {
        isUnwound = true;
      }
    });
    setTimeout(() => leaving.abort(), 5);
    await expect(work).rejects.toThrow(CancelledError);
    await expect.poll(() => isUnwound).toBe(true);
  });

  it('ends at its limit, and names the longest step', async () => {
    const work = runWork({ limitMs: 60 }, async () => {
      await during('looking', () => delay(5));
      await during('following links', endless);
    });
    const error: unknown = await work.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TookTooLongError);
    expect(String(error)).toMatch(
      /not ready after 0\.1 s and was given up\. Most of it, 0\.\d s, was following links\./,
    );
  });

  it('has no limit once its result is there', async () => {
    const work = runWork({ limitMs: 5, isInTime: () => true }, async () => {
      await delay(20);
      throwIfCancelled();
      return 'streamed';
    });
    expect(await work).toBe('streamed');
  });

  it('ends with the work that it is part of', async () => {
    const outer = openWork();
    const inner = outer.run(() => runWork({}, endless));
    outer.cancel('its client has gone');
    await expect(inner).rejects.toThrow('its client has gone');
  });

  it('knows when its time is short', async () => {
    await runWork({ limitMs: 1000 }, async () => {
      expect(isTimeShort()).toBe(false);
      spin(520);
      expect(isTimeShort()).toBe(true);
      await breathe();
    });
    expect(isTimeShort()).toBe(false);
  });

  it('does not affect work started outside of it', async () => {
    const work = openWork();
    const seen = work.run(() => outsideWork(() => delay(1).then(() => currentSignal())));
    work.cancel('its client has gone');
    expect(await seen).toBeUndefined();
  });
});
