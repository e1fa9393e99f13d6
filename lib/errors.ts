/** One invalid parameter of a request: its name, its value and the reason. */
export interface ParameterError {
  readonly parameter: string;
  readonly value: string;
  readonly reason: string;
}

/** The progress of a simulation's index. Sizes are bytes of event files. */
export interface IndexProgress {
  readonly bytes_indexed: number;
  readonly bytes_total: number;
  /** The number of events in those bytes, if it is known. */
  readonly events_indexed?: number;
  /** The current speed while indexing, once it is known. */
  readonly bytes_per_second?: number;
  /** At that speed, rounded up. */
  readonly seconds_left?: number;
}

const BRAND = Symbol.for('causeway.error');

/**
 * The closed family of errors that this library throws intentionally. `code` is stable. HTTP status codes are in `lib/http`.
 */
export abstract class CausewayError extends Error {
  abstract readonly code: string;
  get [BRAND](): true {
    return true;
  }
}

/** All members of the family, distinguished by `code`. */
export type AnyCausewayError =
  | SimulationNotFoundError
  | EventNotFoundError
  | InvalidParametersError
  | IndexNotReadyError
  | EventFilesUnreadableError
  | IndexFolderError
  | TookTooLongError
  | CancelledError
  | AnswerTooLargeError
  | InvalidEventError
  | InvalidConfigError
  | ModelUnavailableError
  | NotResumableError;

/**
 * Whether an error belongs to the family. Routes are bundled with their own copy of this module, whose `instanceof` does not
 * recognize errors of the store. There, use this function and `code`.
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

/** The files are still being indexed, so there is no exact answer yet. Retry after `retryAfterSeconds`. */
export class IndexNotReadyError extends CausewayError {
  readonly code = 'index_not_ready';
  readonly simulationId: string;
  readonly progress: IndexProgress;
  readonly retryAfterSeconds = 1;
  /** @param others the number of further simulations of the answer that are not ready; the progress is of all together */
  constructor(simulationId: string, progress: IndexProgress, others = 0) {
    const subject = `Simulation ${JSON.stringify(simulationId)}`;
    super(
      `${others === 0 ? `${subject} is` : `${subject} and ${String(others)} more are`} being indexed: ` +
        `${String(progress.bytes_indexed)} of ${String(progress.bytes_total)} bytes are done.`,
    );
    this.simulationId = simulationId;
    this.progress = progress;
  }
}

/** The event files do not match the index, or cannot be read. Never the client's fault. */
export class EventFilesUnreadableError extends CausewayError {
  readonly code = 'event_files_unreadable';
}

/** A step of work, and its time. */
export interface TimedStep {
  /** A phrase for a sentence: "following links". */
  readonly doing: string;
  readonly ms: number;
}

/** An answer was not ready within its time limit and was given up. */
export class TookTooLongError extends CausewayError {
  readonly code = 'took_too_long';
  readonly limitMs: number;
  constructor(limitMs: number, longest?: TimedStep) {
    const most =
      longest === undefined ? '' : ` Most of it, ${inSeconds(longest.ms)}, was ${longest.doing}.`;
    super(
      `The answer was not ready after ${inSeconds(limitMs)} and was given up.${most} Ask for less at once.`,
    );
    this.limitMs = limitMs;
  }
}

function inSeconds(ms: number): string {
  return `${String(Math.round(ms / 100) / 10)} s`;
}

/** Work was cancelled: its client disconnected, or the server is stopping. */
export class CancelledError extends CausewayError {
  readonly code = 'cancelled';
  constructor(reason: string, options?: ErrorOptions) {
    super(`The answer was given up: ${reason}.`, options);
  }
}

/** The folder of index files is full, gone or not writable. The next request tries it again. */
export class IndexFolderError extends CausewayError {
  readonly code = 'index_folder_unavailable';
  readonly retryAfterSeconds = 5;
  /** @param folder the name of the folder, as the user wrote it */
  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(`The index folder ${JSON.stringify(folder)} cannot be used: ${reason}.`, options);
  }
}

/** An answer would exceed the maximum size. */
export class AnswerTooLargeError extends CausewayError {
  readonly code = 'answer_too_large';
  constructor(maxBytes: number) {
    super(
      `The answer would be longer than ${String(maxBytes)} bytes. Ask for less at once, or for an export.`,
    );
  }
}

/** A field passed to an event builder violates the format. */
export class InvalidEventError extends CausewayError {
  readonly code = 'invalid_event';
  readonly errors: readonly ParameterError[];
  constructor(errors: readonly ParameterError[]) {
    super(errors.map((e) => `${e.parameter}=${e.value}: ${e.reason}`).join('; '));
    this.errors = errors;
  }
}

/** One problem of a configuration, with the line in its file, from 1, if there is one. */
export interface ConfigProblem extends ParameterError {
  readonly line?: number;
}

/** A simulation's configuration is invalid. */
export class InvalidConfigError extends CausewayError {
  readonly code = 'invalid_config';
  readonly source: string;
  readonly errors: readonly ConfigProblem[];
  constructor(source: string, errors: readonly ConfigProblem[], options?: ErrorOptions) {
    const lines = errors.map(({ parameter, value, reason, line }) => {
      const place = line === undefined ? source : `${source}:${String(line)}`;
      return `${place}: ${parameter === '' ? '' : `${parameter}=${value}: `}${reason}`;
    });
    super(lines.join('\n'), options);
    this.source = source;
    this.errors = errors;
  }
}

/** The configured language model cannot be reached. */
export class ModelUnavailableError extends CausewayError {
  readonly code = 'model_unavailable';
  readonly host: string;
  constructor(host: string, reason: string, options?: ErrorOptions) {
    super(`There is no language model at ${host}: ${reason}`, options);
    this.host = host;
  }
}

/** A run's directory has no checkpoint from which to resume. */
export class NotResumableError extends CausewayError {
  readonly code = 'not_resumable';
  readonly directory: string;
  constructor(directory: string, reason: string, options?: ErrorOptions) {
    super(`The run in ${directory} cannot be resumed: ${reason}`, options);
    this.directory = directory;
  }
}
