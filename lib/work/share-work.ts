import { currentSignal, throwIfCancelled, untilCancelled } from './work';

/** Work that several ask for at the same moment, done once. */
export interface SharedWork<Result> {
  /**
   * What comes of the work that is known by `key`, begun by whoever asks first. When the one that began it is cancelled,
   * another begins it again: nobody fails because another client went.
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
