import type { Observation } from '../simulation-parts';

/** How an attempt can fail. */
export type ModelErrorType =
  | 'llm_timeout'
  | 'llm_connection'
  | 'llm_http_error'
  /** It is no JSON, or not of the form that was asked for. */
  | 'llm_invalid_answer';

/** A model gave no answer that can be used. */
export class ModelError extends Error {
  readonly errorType: ModelErrorType;
  /** Whether asking again could help. */
  readonly isPassing: boolean;
  constructor(
    errorType: ModelErrorType,
    message: string,
    options: ErrorOptions & { readonly isPassing?: boolean } = {},
  ) {
    super(message, options);
    this.errorType = errorType;
    this.isPassing = options.isPassing ?? true;
  }
}

export interface ModelRequest {
  readonly system: string;
  readonly prompt: string;
  /** JSON schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Who asks. */
  readonly agent: string;
  /** What the prompt tells, for models that are programs. */
  readonly observation?: Observation | undefined;
}

export interface ModelAnswer {
  /** JSON, if the model did as it was told. */
  readonly text: string;
  readonly prompt_tokens?: number | undefined;
  readonly completion_tokens?: number | undefined;
}

/** One attempt at a time; asking again, time limits and the recording of it all are the caller's. */
export interface LanguageModel {
  readonly name: string;
  readonly host: string;
  /** @throws {ModelUnavailableError} when there is nobody to be asked */
  check(signal: AbortSignal): Promise<void>;
  /** @throws {ModelError}, or the signal's reason */
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>;
}
