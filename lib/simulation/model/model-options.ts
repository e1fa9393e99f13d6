import type { LlmConfig } from '../config/config-schema';

/** Access to a model. */
export interface ModelOptions {
  readonly config: LlmConfig;
  /** The key for the server, if it needs one. */
  readonly apiKey?: string | undefined;
}
