import type { Observation } from '../simulation-parts';

/** The ways an attempt can fail. */
export type ModelErrorType =
  | 'llm_timeout'
  | 'llm_connection'
  | 'llm_http_error'
  /** The answer is not JSON, or does not match the schema. */
  | 'llm_invalid_answer';

/** A model gave no usable answer. */
export class ModelError extends Error {
  readonly errorType: ModelErrorType;
  /** Whether a retry may help. */
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
  /** The JSON schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The agent that asks. */
  readonly agent: string;
  /** The observation in the prompt, for models that are programs. */
  readonly observation?: Observation | undefined;
}

export interface ModelAnswer {
  /** JSON, if the model follows its instructions. */
  readonly text: string;
  readonly prompt_tokens?: number | undefined;
  readonly completion_tokens?: number | undefined;
}

/** A client of a model. It makes single attempts; retries, time limits and recording are the caller's task. */
export interface LanguageModel {
  readonly name: string;
  readonly host: string;
  /** @throws {ModelUnavailableError} when the model cannot be reached */
  check(signal: AbortSignal): Promise<void>;
  /** @throws {ModelError}, or the signal's reason */
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>;
}
