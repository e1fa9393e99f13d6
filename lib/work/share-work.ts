import { currentSignal, throwIfCancelled, untilCancelled } from './work';

/** Runs work once for all callers that want it at the same time. */
export interface SharedWork<Result> {
  /**
   * The result of the work named `key`. The first caller starts it. When that caller is cancelled, another caller starts it
   * again, so that no request fails because another client disconnected. A cancelled first caller gets its error when the work
   * has ended, the others at once.
   */
  share(key: string, work: () => Promise<Result>): Promise<Result>;
}

type Outcome<Result> = { readonly isLeft: true } | { readonly isLeft: false; result: Result };

export function createSharedWork<Result>(): SharedWork<Result> {
  const underWay = new Map<string, Promise<Outcome<Result>>>();

  async function lead(work: () => Promise<Result>): Promise<Outcome<Result>> {
    const signal = currentSignal();
    try {
      return { isLeft: false, result: await work() };
    } catch (error) {
      if (signal?.aborted === true) return { isLeft: true };
      throw error;
    }
  }

  return {
    async share(key, work) {
      for (;;) {
        throwIfCancelled();
        const led = underWay.get(key);
        const outcome = led ?? lead(work).finally(() => underWay.delete(key));
        if (led === undefined) underWay.set(key, outcome);
        // The work may use a connection lent to its first caller, who therefore leaves only after it has ended.
        const ended = await (led === undefined ? outcome : untilCancelled(outcome));
        if (!ended.isLeft) {
          throwIfCancelled();
          return ended.result;
        }
      }
    },
  };
}
