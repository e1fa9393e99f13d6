/** So many requests may be on their way at once; others wait for their turn. */
export interface RequestSlots {
  /**
   * Waits for a free slot, in the order of asking.
   * @returns how to give it back
   * @throws the signal's reason when that is aborted first
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
