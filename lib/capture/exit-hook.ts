/** What is to be written before the process ends. */
export interface ExitDrain {
  readonly hasPending: boolean;
  /** Resolves when all that is pending is written, or after `timeoutMs`; never rejects. */
  flush(timeoutMs: number): Promise<unknown>;
  /** Writes what can be written while the caller waits, and no more comes after it; never throws. */
  finishSync(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How long the end of the process waits for the disk. */
const EXIT_TIMEOUT_MS = 5000;

// Signals and the end are the process's, and so is the one who listens to them: that of two writers each took the
// other for a handler of the program's would be wrong.
const drains = new Set<ExitDrain>();
let isEnding = false;
let beforeExitDeadline: number | undefined;

/**
 * Sees to it that `drain` is written when the process ends, and changes nothing about how it ends:
 *
 * - SIGINT, SIGTERM: when nobody else listens to the signal, all is written (5 s at most) and the signal raised again,
 *   so that the process dies of it as it would have; a second signal kills at once. When somebody else listens, it
 *   is for them to end the process; what is pending is written meanwhile.
 * - The event loop runs empty (`beforeExit`): all is written, 5 s at most.
 * - `process.exit()` or an uncaught exception (`exit`): what is pending is written synchronously.
 *
 * @returns what removes it again
 */
export function drainAtExit(drain: ExitDrain): () => void {
  if (drains.size === 0) listen();
  drains.add(drain);
  return () => {
    if (drains.delete(drain) && drains.size === 0) unlisten();
  };
}

function listen(): void {
  // First of all listeners: one that listens once is not counted any more after its turn.
  for (const signal of SIGNALS) process.prependListener(signal, onSignal);
  process.on('beforeExit', onBeforeExit);
  process.on('exit', onExit);
}

function unlisten(): void {
  for (const signal of SIGNALS) process.off(signal, onSignal);
  process.off('beforeExit', onBeforeExit);
  process.off('exit', onExit);
}

function onSignal(signal: NodeJS.Signals): void {
  const isOurs = process.listenerCount(signal) === 1;
  if (isOurs && isEnding) {
    raise(signal);
    return;
  }
  const flushed = flushAll(EXIT_TIMEOUT_MS);
  if (!isOurs) return;
  isEnding = true;
  void flushed.then(() => {
    // The simulation went on meanwhile.
    finishAll();
    raise(signal);
  });
}

function raise(signal: NodeJS.Signals): void {
  unlisten();
  process.kill(process.pid, signal);
}

function onBeforeExit(): void {
  // It comes again when what we do here is done, so it has to find an end also when the disk does not recover.
  beforeExitDeadline ??= performance.now() + EXIT_TIMEOUT_MS;
  const leftMs = beforeExitDeadline - performance.now();
  if (leftMs > 0) void flushAll(leftMs);
}

function onExit(): void {
  finishAll();
}

async function flushAll(timeoutMs: number): Promise<void> {
  const pending = [...drains].filter((drain) => drain.hasPending);
  await Promise.all(pending.map((drain) => drain.flush(timeoutMs)));
}

function finishAll(): void {
  for (const drain of [...drains]) drain.finishSync();
}
