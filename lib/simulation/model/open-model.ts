import type { LanguageModel } from './language-model';
import type { ModelOptions } from './model-options';
import { createOllamaModel } from './ollama-model';

/** Opens the configured model. Sends nothing yet. */
export async function openModel(options: ModelOptions): Promise<LanguageModel> {
  const { api, host } = options.config;
  const isOpenAi = api === 'openai' || ((api ?? undefined) === undefined && /\/v1\/?$/.test(host));
  if (!isOpenAi) return createOllamaModel(options);
  // Loaded only when needed, because this client is large.
  const { createOpenAiModel } = await import('./openai-model');
  return createOpenAiModel(options);
}
