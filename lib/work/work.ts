import { AsyncLocalStorage } from 'node:async_hooks';
import { CancelledError, TookTooLongError } from '../errors';
import { createStepTimes, type StepTimes } from './step-times';
import { createTurns, type Turns } from './turns';

/** One piece of work, such as the answer to one request: cancelled as a whole, and with a time of its own. */
export interface Work {
  /** Aborted with a {@link CancelledError} or a {@link TookTooLongError}. */
  readonly signal: AbortSignal;
  /** Milliseconds on the clock of `performance`; `Infinity` without a limit. */
  readonly deadline: number;
  readonly startedAt: number;
  readonly steps: StepTimes;
}

export interface WorkOptions {
  /** Cancels the work when it is aborted; its reason is thrown as it is when it is an error of this library. */
  readonly signal?: AbortSignal | undefined;
  /** How long the work may take, in milliseconds. Default: no limit. */
  readonly limitMs?: number | undefined;
  /** Asked when the limit is reached: whether what was wanted in that time is there. */
  readonly isInTime?: (() => boolean) | undefined;
}

/** Work that begins and ends by events rather than with one function, such as a request. */
export interface OpenWork {
  /** Runs `start` as the beginning of the work: what it starts belongs to the work, too. */
  run<Result>(start: () => Result): Result;
  cancel(reason: string): void;
  /** Nothing of the work is left to be cancelled. */
  end(): void;
}

interface WorkState {
  readonly storage: AsyncLocalStorage<Work | undefined>;
  readonly turns: Turns;
}

// Next bundles a copy of this module with the routes; what the copies share, they find by this name.
declare global {
  var causewayWork: WorkState | undefined;
}

function state(): WorkState {
  return (globalThis.causewayWork ??= { storage: new AsyncLocalStorage(), turns: createTurns() });
}

/** Begins a piece of work; whoever begins it calls `end`. */
export function openWork({ signal, limitMs = Infinity, isInTime }: WorkOptions = {}): OpenWork {
  const ending = new AbortController();
  const startedAt = performance.now();
  const steps = createStepTimes();
  const work = { signal: ending.signal, deadline: startedAt + limitMs, startedAt, steps };
  const outer = currentWork();
  const beLate = (): void => {
    if (isInTime?.() !== true) ending.abort(new TookTooLongError(limitMs, steps.longest()));
  };
  const timer = Number.isFinite(limitMs) ? setTimeout(beLate, limitMs) : undefined;
  const follow = (followed: AbortSignal | undefined): (() => void) => {
    if (followed === undefined) return () => undefined;
    const abort = (): void => ending.abort(asCancelled(followed.reason));
    if (followed.aborted) abort();
    followed.addEventListener('abort', abort, { once: true });
    return () => followed.removeEventListener('abort', abort);
  };
  const unfollow = [follow(signal), follow(outer?.signal)];
  return {
    run: (start) => state().storage.run(work, start),
    cancel: (reason) => ending.abort(new CancelledError(reason)),
    end() {
      clearTimeout(timer);
      for (const stop of unfollow) stop();
    },
  };
}

/** Starts what is nobody's work alone: it goes on when the work under way is cancelled. */
export function outsideWork<Result>(start: () => Result): Result {
  return state().storage.run(undefined, start);
}

function currentWork(): Work | undefined {
  return state().storage.getStore();
}

/** That of the work under way. */
export function currentSignal(): AbortSignal | undefined {
  return currentWork()?.signal;
}

/** @throws when the work under way is cancelled or late */
export function throwIfCancelled(): void {
  currentSignal()?.throwIfAborted();
}

/** Whether more than half of the time of the work under way is over: what can be cut short should be. */
export function isTimeShort(): boolean {
  const work = currentWork();
  if (work === undefined) return false;
  return performance.now() > (work.startedAt + work.deadline) / 2;
}

/**
 * Lets others in when this turn of the event loop has lasted for its share. Loops over data call it every few
 * microseconds to milliseconds of their work.
 * @throws when the work under way is cancelled or late
 */
export async function breathe(): Promise<void> {
  throwIfCancelled();
  if (!isBreathDue()) return;
  await state().turns.next();
  throwIfCancelled();
}

/** Whether this turn of the event loop has lasted for its share. A loop that asks so need not wait when it has not. */
export function isBreathDue(): boolean {
  return state().turns.isOver();
}

/** Rejects as soon as the work under way is cancelled or late, whether or not `promise` can be stopped. */
export async function untilCancelled<Result>(promise: Promise<Result>): Promise<Result> {
  const signal = currentSignal();
  if (signal === undefined) return promise;
  let stop = (): void => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    const abort = (): void => reject(asCancelled(signal.reason));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    stop = () => signal.removeEventListener('abort', abort);
  });
  try {
    return await Promise.race([promise, cancelled]);
  } finally {
    stop();
  }
}

/** Counts how long `fn` takes as `doing`, for the problem that is told when the work takes too long. */
export async function during<Result>(doing: string, fn: () => Promise<Result>): Promise<Result> {
  const steps = currentWork()?.steps;
  if (steps === undefined) return fn();
  const end = steps.begin(doing);
  try {
    return await fn();
  } finally {
    end();
  }
}

function asCancelled(reason: unknown): Error {
  return reason instanceof CancelledError || reason instanceof TookTooLongError
    ? reason
    : new CancelledError('it was no longer wanted', { cause: reason });
}
