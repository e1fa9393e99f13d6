import type { LanguageModel } from './language-model';
import type { ModelOptions } from './model-options';
import { createOllamaModel } from './ollama-model';

/** The model that a configuration names. Nothing is sent yet. */
export async function openModel(options: ModelOptions): Promise<LanguageModel> {
  const { api, host } = options.config;
  const isOpenAi = api === 'openai' || ((api ?? undefined) === undefined && /\/v1\/?$/.test(host));
  if (!isOpenAi) return createOllamaModel(options);
  // The client is large; who asks Ollama, or nobody, need not load it.
  const { createOpenAiModel } = await import('./openai-model');
  return createOpenAiModel(options);
}
