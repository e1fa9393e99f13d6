import { currentSignal, throwIfCancelled, untilCancelled } from './work';

/** Runs work once for all callers that want it at the same time. */
export interface SharedWork<Result> {
  /**
   * The result of the work named `key`. The first caller starts it. When that caller is cancelled, another caller starts it
   * again, so that no request fails because another client disconnected.
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
        let outcome = underWay.get(key);
        if (outcome === undefined) {
          outcome = lead(work).finally(() => underWay.delete(key));
          underWay.set(key, outcome);
        }
        const ended = await untilCancelled(outcome);
        if (!ended.isLeft) return ended.result;
      }
    },
  };
}
