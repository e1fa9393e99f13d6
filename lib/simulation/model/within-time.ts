/**
 * Runs `work` with a signal that aborts when `signal` does, with its reason, or after `limitMs` with a `TimeoutError`.
 *
 * `AbortSignal.any` of an `AbortSignal.timeout` would be shorter. In Node 20 the collection of garbage can take the timeout away,
 * and the signal never aborts.
 */
export async function withinTime<Result>(
  signal: AbortSignal,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  const abort = (): void => ending.abort(signal.reason);
  const timer = setTimeout(() => {
    ending.abort(new DOMException(`no end within ${String(limitMs)} ms`, 'TimeoutError'));
  }, limitMs);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
