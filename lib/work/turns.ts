/** Turns of the event loop, of which each piece of work takes a slice at a time. */
export interface Turns {
  /** Whether this turn has lasted for its share, as far as work was done in it. */
  isOver(): boolean;
  /** Resolves in a later turn. Only one piece of work goes on in each, in the order they came. */
  next(): Promise<void>;
}

/** A turn may take five times as long, which leaves room for a loop that looks at the clock too seldom. */
const SLICE_MS = 8;

export function createTurns(): Turns {
  /** When the work of this turn began; `undefined` when none has in it. */
  let startedAt: number | undefined;
  const waiting: (() => void)[] = [];

  function begin(): number {
    setImmediate(() => {
      startedAt = undefined;
    });
    return performance.now();
  }

  function goOn(): void {
    startedAt = begin();
    waiting.shift()?.();
    // In the next turn: what is set here comes after a look at what has arrived.
    if (waiting.length > 0) setImmediate(goOn);
  }

  return {
    isOver() {
      startedAt ??= begin();
      return performance.now() - startedAt > SLICE_MS;
    },
    next: () =>
      new Promise((resolve) => {
        if (waiting.push(resolve) === 1) setImmediate(goOn);
      }),
  };
}
