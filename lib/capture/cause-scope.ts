import { AsyncLocalStorage } from 'node:async_hooks';

/** Knows, across synchronous and asynchronous calls, the events that enclose the current work. */
export interface CauseScope {
  /** Ids of the events around the caller; `undefined` when there are none. */
  current(): readonly string[] | undefined;
  /** Runs `work` with these causes around it, instead of the caller's. */
  within<Result>(causes: readonly string[], work: () => Result): Result;
}

/** Scopes are independent: events of one simulation do not become causes in another. */
export function createCauseScope(): CauseScope {
  const storage = new AsyncLocalStorage<readonly string[]>();
  return {
    current: () => storage.getStore(),
    within: (causes, work) => storage.run(causes, work),
  };
}
