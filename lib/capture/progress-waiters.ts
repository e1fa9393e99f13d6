/** Promises that wait for the queue to be written. */
export interface ProgressWaiters {
  readonly areWaiting: boolean;
  /** Resolves to `true` when everything up to `sequence` is settled, or to `false` after `timeoutMs`. */
  waitFor(sequence: number, timeoutMs: number): Promise<boolean>;
  waitForRoom(): Promise<void>;
  /** Updates the state: the oldest sequence that is not written, Infinity for none. */
  progress(oldestWaiting: number, hasRoom: boolean): void;
}

interface Waiter {
  readonly sequence: number;
  readonly resolve: () => void;
}

export function createProgressWaiters(): ProgressWaiters {
  let waiters: readonly Waiter[] = [];
  let roomWaiters: readonly (() => void)[] = [];
  return {
    get areWaiting() {
      return waiters.length > 0 || roomWaiters.length > 0;
    },

    waitFor: (sequence, timeoutMs) =>
      new Promise((resolve) => {
        // The timer also keeps the process alive for the waiting caller.
        const timer = setTimeout(() => {
          waiters = waiters.filter((other) => other !== waiter);
          resolve(false);
        }, timeoutMs);
        const waiter: Waiter = {
          sequence,
          resolve: () => {
            clearTimeout(timer);
            resolve(true);
          },
        };
        waiters = [...waiters, waiter];
      }),

    waitForRoom: () =>
      new Promise((resolve) => {
        const keepAlive = setInterval(() => undefined, 60_000);
        const done = (): void => {
          clearInterval(keepAlive);
          resolve();
        };
        roomWaiters = [...roomWaiters, done];
      }),

    progress(oldestWaiting, hasRoom) {
      const done = waiters.filter(({ sequence }) => sequence < oldestWaiting);
      if (done.length > 0) {
        waiters = waiters.filter(({ sequence }) => sequence >= oldestWaiting);
        for (const { resolve } of done) resolve();
      }
      if (hasRoom && roomWaiters.length > 0) {
        const ready = roomWaiters;
        roomWaiters = [];
        for (const resolve of ready) resolve();
      }
    },
  };
}
