/** Runs at most `limit` tasks at once, others in order of arrival. */
export function limitConcurrency(
  limit: number,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      // Passes the slot to the next task, or frees it.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
