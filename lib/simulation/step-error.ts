import type { Trace } from './event-recorder';

/** A step of a turn failed in a way that ends the run. `cause` is the original error. */
export class StepError extends Error {
  /** The causes of the failure. */
  readonly traces: readonly Trace[];
  constructor(traces: readonly Trace[], cause: unknown) {
    super('a step of the turn failed', { cause });
    this.traces = traces;
  }
}
