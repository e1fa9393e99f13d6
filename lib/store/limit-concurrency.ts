/** Runs at most `limit` pieces of work at once, the others in the order they came. */
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
      // The place goes to the next in line, or is given back.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
