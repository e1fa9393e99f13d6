/** Data to be written before the process ends. */
export interface ExitDrain {
  readonly hasPending: boolean;
  /** Resolves when all pending data is written, or after `timeoutMs`; never rejects. */
  flush(timeoutMs: number): Promise<unknown>;
  /** Writes as much as possible synchronously, then accepts nothing more; never throws. */
  finishSync(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How long the end of the process waits for the disk, ms. */
const EXIT_TIMEOUT_MS = 5000;

// Shared by all writers, because signals belong to the process. With one signal handler per writer, each would mistake the
// others for handlers of the program.
const drains = new Set<ExitDrain>();
let isEnding = false;
let beforeExitDeadline: number | undefined;

/**
 * Writes `drain` when the process ends, without changing how it ends:
 *
 * - SIGINT, SIGTERM: without other listeners, everything is written (5 s at most) and the signal is raised again, so that the
 *   process ends by this signal; a second signal ends it at once. With other listeners, they must end the process; pending data
 *   is written meanwhile.
 * - The event loop becomes empty (`beforeExit`): everything is written, 5 s at most.
 * - `process.exit()` or an uncaught exception (`exit`): pending data is written synchronously.
 *
 * @returns a function that removes the hook
 */
export function drainAtExit(drain: ExitDrain): () => void {
  if (drains.size === 0) listen();
  drains.add(drain);
  return () => {
    if (drains.delete(drain) && drains.size === 0) unlisten();
  };
}

function listen(): void {
  // Before all other listeners, because a `once` listener is not counted after it has run.
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
    // The simulation may have emitted more events meanwhile.
    finishAll();
    raise(signal);
  });
}

function raise(signal: NodeJS.Signals): void {
  unlisten();
  process.kill(process.pid, signal);
}

function onBeforeExit(): void {
  // `beforeExit` is emitted again after this flush, so the deadline also ends it when the disk does not recover.
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
