import type { LlmConfig } from '../config/config-schema';

/** How a model is reached. */
export interface ModelOptions {
  readonly config: LlmConfig;
  /** What the server asks for, if anything. */
  readonly apiKey?: string | undefined;
}
