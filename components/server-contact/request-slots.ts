/** Limits the number of concurrent requests; others wait for their turn. */
export interface RequestSlots {
  /**
   * Waits for a free slot, in the order of the calls.
   * @returns a function that frees the slot
   * @throws the signal's reason when it aborts first
   */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createRequestSlots(count: number): RequestSlots {
  let free = count;
  const queue = new Set<() => void>();

  const giveBack = (): void => {
    const [next] = queue;
    if (next === undefined) free += 1;
    else next();
  };

  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        const begin = (): void => {
          queue.delete(begin);
          signal.removeEventListener('abort', giveUp);
          resolve(giveBack);
        };
        const giveUp = (): void => {
          queue.delete(begin);
          reject(signal.reason instanceof Error ? signal.reason : new Error('given up'));
        };
        if (signal.aborted) giveUp();
        else if (free > 0) {
          free -= 1;
          resolve(giveBack);
        } else {
          queue.add(begin);
          signal.addEventListener('abort', giveUp, { once: true });
        }
      }),
  };
}
