import { AsyncLocalStorage } from 'node:async_hooks';

/** Remembers, along synchronous and asynchronous calls, which events enclose the work that is being done. */
export interface CauseScope {
  /** Ids of the events around the caller; `undefined` outside of any. */
  current(): readonly string[] | undefined;
  /** Does `work` with these causes around it, in place of those that are around the caller. */
  within<Result>(causes: readonly string[], work: () => Result): Result;
}

/** Each has a memory of its own: events of one simulation do not become causes in another. */
export function createCauseScope(): CauseScope {
  const storage = new AsyncLocalStorage<readonly string[]>();
  return {
    current: () => storage.getStore(),
    within: (causes, work) => storage.run(causes, work),
  };
}
