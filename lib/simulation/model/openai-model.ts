import OpenAI, { APIConnectionError, APIError } from 'openai';
import { ModelUnavailableError } from '../../errors';
import type { LlmConfig } from '../config/config-schema';
import { checkServer, describeFailure, httpFailure } from './http-failure';
import { ModelError, type LanguageModel } from './language-model';
import type { ModelOptions } from './model-options';

type ResponseFormat = OpenAI.ChatCompletionCreateParams['response_format'];

/** A client of any server with OpenAI's protocol. `host` is its address up to `/v1`. */
export function createOpenAiModel({ config, apiKey }: ModelOptions): LanguageModel {
  const { model, host, temperature, max_tokens } = config;
  const client = new OpenAI({
    baseURL: host,
    // Local servers need no key, but the client insists on one.
    apiKey: apiKey ?? 'none',
    // Otherwise the client would take these from the environment and send them to the configured host.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    // Retries are recorded as events, so the caller makes them.
    maxRetries: 0,
    timeout: config.timeout * 1000 + 1000,
    logLevel: 'off',
  });

  return {
    name: model,
    host,

    check: (signal) =>
      checkServer(host, signal, async (limited) => {
        try {
          await client.models.list({ signal: limited });
        } catch (error) {
          limited.throwIfAborted();
          if (!(error instanceof APIError) || error.status === undefined) throw error;
          // Not every such server lists its models. A response is enough, unless it denies access.
          if (error.status !== 401 && error.status !== 403) return;
          throw new ModelUnavailableError(
            host,
            `it answers HTTP ${String(error.status)}; the key comes from CAUSEWAY_LLM_API_KEY`,
          );
        }
      }),

    async complete({ system, prompt, schema }, signal) {
      const response_format = formatOf(config, schema);
      try {
        const answer = await client.chat.completions.create(
          {
            model,
            temperature,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: prompt },
            ],
            // Its successor, `max_completion_tokens`, is unknown to most other servers.
            // eslint-disable-next-line @typescript-eslint/no-deprecated -- by OpenAI alone
            max_tokens: max_tokens ?? null,
            ...(response_format === undefined ? {} : { response_format }),
          },
          { signal },
        );
        return {
          text: contentOf(answer),
          prompt_tokens: answer.usage?.prompt_tokens,
          completion_tokens: answer.usage?.completion_tokens,
        };
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ModelError) throw error;
        if (error instanceof APIConnectionError || !(error instanceof APIError)) {
          throw new ModelError('llm_connection', describeFailure(error), { cause: error });
        }
        const status: unknown = error.status;
        if (typeof status === 'number') {
          throw httpFailure(status, error.message.slice(0, 200), error);
        }
        throw new ModelError('llm_invalid_answer', error.message, { cause: error });
      }
    },
  };
}

function formatOf(
  { structured_output }: LlmConfig,
  schema: Record<string, unknown>,
): ResponseFormat {
  switch (structured_output) {
    case 'json_schema':
      return { type: 'json_schema', json_schema: { name: 'answer', schema } };
    case 'json_object':
      return { type: 'json_object' };
    case 'none':
      return undefined;
  }
}

/** Not every server keeps to the types. @throws {ModelError} */
function contentOf(answer: unknown): string {
  const content: unknown = ['choices', '0', 'message', 'content'].reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
    answer,
  );
  if (typeof content === 'string') return content;
  throw new ModelError('llm_invalid_answer', 'the response is not a chat answer');
}
