/** Divides the event loop between pieces of work: each turn runs a slice of one of them. */
export interface Turns {
  /** Whether the work of this turn has used its time slice. */
  isOver(): boolean;
  /** Resolves in a later turn. Each turn continues one piece of work, in the order of the calls. */
  next(): Promise<void>;
}

/** A turn may take 50 ms. The slice is shorter, because loops check the clock only now and then. */
const SLICE_MS = 8;

export function createTurns(): Turns {
  /** When the work of this turn began; `undefined` before any work. */
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
    // The event loop handles new input before the next turn.
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
