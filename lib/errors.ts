/** One wrong parameter of a request: what was asked, what was given, why it cannot be. */
export interface ParameterError {
  readonly parameter: string;
  readonly value: string;
  readonly reason: string;
}

/** How far the index of a simulation is. Sizes are bytes of event files. */
export interface IndexProgress {
  readonly bytes_indexed: number;
  readonly bytes_total: number;
  /** Events found in those bytes, as far as they are counted. */
  readonly events_indexed?: number;
  /** Of late, while indexing, once that can be told. */
  readonly bytes_per_second?: number;
  /** At that speed, rounded up. */
  readonly seconds_left?: number;
}

const BRAND = Symbol.for('causeway.error');

/** The closed family of errors this library throws on purpose; `code` is stable, HTTP status codes live in `lib/http`. */
export abstract class CausewayError extends Error {
  abstract readonly code: string;
  get [BRAND](): true {
    return true;
  }
}

/** Every member of the family, told apart by `code`. */
export type AnyCausewayError =
  | SimulationNotFoundError
  | EventNotFoundError
  | InvalidParametersError
  | IndexNotReadyError
  | EventFilesUnreadableError
  | InvalidEventError;

/**
 * Whether this library threw it on purpose. Routes are bundled with a copy of this module of their own, in which
 * `instanceof` knows no error of the store: there, ask this and look at `code`.
 */
export function isCausewayError(error: unknown): error is AnyCausewayError {
  return error instanceof Error && BRAND in error;
}

export class SimulationNotFoundError extends CausewayError {
  readonly code = 'simulation_not_found';
  readonly simulationId: string;
  constructor(simulationId: string) {
    super(`There is no simulation ${JSON.stringify(simulationId)} under the output root.`);
    this.simulationId = simulationId;
  }
}

export class EventNotFoundError extends CausewayError {
  readonly code = 'event_not_found';
  readonly simulationId: string;
  readonly eventId: string;
  constructor(simulationId: string, eventId: string) {
    super(`Simulation ${JSON.stringify(simulationId)} has no event ${JSON.stringify(eventId)}.`);
    this.simulationId = simulationId;
    this.eventId = eventId;
  }
}

export class InvalidParametersError extends CausewayError {
  readonly code = 'invalid_parameters';
  readonly errors: readonly ParameterError[];
  constructor(errors: readonly ParameterError[]) {
    super(errors.map((e) => `${e.parameter}=${JSON.stringify(e.value)}: ${e.reason}`).join('; '));
    this.errors = errors;
  }
}

/** The files are still being indexed; an answer now would not be exact. Ask again in `retryAfterSeconds`. */
export class IndexNotReadyError extends CausewayError {
  readonly code = 'index_not_ready';
  readonly simulationId: string;
  readonly progress: IndexProgress;
  readonly retryAfterSeconds: number;
  constructor(simulationId: string, progress: IndexProgress, retryAfterSeconds = 1) {
    super(
      `Simulation ${JSON.stringify(simulationId)} is being indexed: ` +
        `${String(progress.bytes_indexed)} of ${String(progress.bytes_total)} bytes are done.`,
    );
    this.simulationId = simulationId;
    this.progress = progress;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The event files do not hold what the index says, or cannot be read: never the client's fault. */
export class EventFilesUnreadableError extends CausewayError {
  readonly code = 'event_files_unreadable';
}

/** A field handed to an event builder is not what the format allows. */
export class InvalidEventError extends CausewayError {
  readonly code = 'invalid_event';
  readonly errors: readonly ParameterError[];
  constructor(errors: readonly ParameterError[]) {
    super(errors.map((e) => `${e.parameter}=${e.value}: ${e.reason}`).join('; '));
    this.errors = errors;
  }
}
