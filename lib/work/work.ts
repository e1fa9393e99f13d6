import { AsyncLocalStorage } from 'node:async_hooks';
import { CancelledError, TookTooLongError } from '../errors';
import { createStepTimes, type StepTimes } from './step-times';
import { createTurns, type Turns } from './turns';

/** A piece of work, such as the answer to one request. It is cancelled as a whole and has its own time limit. */
export interface Work {
  /** Aborted with a {@link CancelledError} or a {@link TookTooLongError}. */
  readonly signal: AbortSignal;
  /** In milliseconds of `performance.now()`; `Infinity` without a limit. */
  readonly deadline: number;
  readonly startedAt: number;
  readonly steps: StepTimes;
}

export interface WorkOptions {
  /** Cancels the work when it aborts. A reason that is an error of this library is thrown unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** The time limit in milliseconds. Default: no limit. */
  readonly limitMs?: number | undefined;
  /** Called at the time limit: `true` keeps the work running, because its result has already begun. */
  readonly isInTime?: (() => boolean) | undefined;
}

/** Work that events begin and end, such as a request. */
export interface OpenWork {
  /** Runs `start` as part of the work, with everything that it starts. */
  run<Result>(start: () => Result): Result;
  cancel(reason: string): void;
  /** Call it when the work is done: nothing is cancelled any more. */
  end(): void;
}

interface WorkState {
  readonly storage: AsyncLocalStorage<Work | undefined>;
  readonly turns: Turns;
}

// Next bundles a second copy of this module with the routes. Both copies share this global state.
declare global {
  var causewayWork: WorkState | undefined;
}

function state(): WorkState {
  return (globalThis.causewayWork ??= { storage: new AsyncLocalStorage(), turns: createTurns() });
}

/** Begins a piece of work. The caller calls `end`. */
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

/** Starts work that goes on when the current work is cancelled. */
export function outsideWork<Result>(start: () => Result): Result {
  return state().storage.run(undefined, start);
}

function currentWork(): Work | undefined {
  return state().storage.getStore();
}

/** The signal of the current work. */
export function currentSignal(): AbortSignal | undefined {
  return currentWork()?.signal;
}

/** @throws when the current work is cancelled or late */
export function throwIfCancelled(): void {
  currentSignal()?.throwIfAborted();
}

/** Whether more than half of the time limit is over. Work that can be cut short should stop then. */
export function isTimeShort(): boolean {
  const work = currentWork();
  if (work === undefined) return false;
  return performance.now() > (work.startedAt + work.deadline) / 2;
}

/**
 * Waits for the next turn of the event loop when this turn has used its time slice. Loops over data call it often: every few
 * microseconds to milliseconds.
 * @throws when the current work is cancelled or late
 */
export async function breathe(): Promise<void> {
  throwIfCancelled();
  if (!isBreathDue()) return;
  await state().turns.next();
  throwIfCancelled();
}

/** Whether this turn has used its time slice. A loop that checks it calls `breathe` only when it is due. */
export function isBreathDue(): boolean {
  return state().turns.isOver();
}

/** Rejects as soon as the current work is cancelled or late, even when `promise` cannot be stopped. */
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

/** Measures `fn` as the step `doing`. The error of work that takes too long names its longest step. */
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
