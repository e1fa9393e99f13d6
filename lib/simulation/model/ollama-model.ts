import { z } from 'zod';
import { ModelUnavailableError } from '../../errors';
import { checkServer, describeFailure, httpFailure } from './http-failure';
import { ModelError, type LanguageModel } from './language-model';
import type { ModelOptions } from './model-options';

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })) });

const chatSchema = z.object({
  message: z.object({ content: z.string() }),
  prompt_eval_count: z.number().optional(),
  eval_count: z.number().optional(),
});

/** A client of Ollama's `/api/chat`. */
export function createOllamaModel({ config, apiKey }: ModelOptions): LanguageModel {
  const { model, host, temperature, max_tokens, structured_output } = config;
  const address = host.replace(/\/+$/, '');
  const headers = {
    'content-type': 'application/json',
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };

  return {
    name: model,
    host,

    check: (signal) =>
      checkServer(host, signal, async (limited) => {
        const response = await fetch(`${address}/api/tags`, { headers, signal: limited });
        if (!response.ok) {
          throw new ModelUnavailableError(host, `it answers HTTP ${String(response.status)}`);
        }
        const tags = tagsSchema.safeParse(await response.json()).data;
        if (tags === undefined) throw new ModelUnavailableError(host, 'the server is not Ollama');
        const names = tags.models.map(({ name }) => name);
        if (names.some((name) => name === model || name === `${model}:latest`)) return;
        const others = names.length === 0 ? 'none' : names.join(', ');
        throw new ModelUnavailableError(
          host,
          `it has no ${model} (it has: ${others}); try: ollama pull ${model}`,
        );
      }),

    async complete({ system, prompt, schema }, signal) {
      const body = {
        model,
        stream: false,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: prompt },
        ],
        ...(structured_output === 'none'
          ? {}
          : { format: structured_output === 'json_schema' ? schema : 'json' }),
        options: {
          temperature,
          ...((max_tokens ?? undefined) === undefined ? {} : { num_predict: max_tokens }),
        },
      };
      const request = { method: 'POST', headers, body: JSON.stringify(body), signal };
      const text = await send(`${address}/api/chat`, request);
      const answer = chatSchema.safeParse(parseJson(text)).data;
      if (answer === undefined) {
        throw new ModelError('llm_invalid_answer', 'the response is not a chat answer');
      }
      return {
        text: answer.message.content,
        prompt_tokens: answer.prompt_eval_count,
        completion_tokens: answer.eval_count,
      };
    },
  };
}

/** @throws {ModelError}, or the signal's reason */
async function send(url: string, request: RequestInit & { signal: AbortSignal }): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, request);
    text = await response.text();
  } catch (error) {
    request.signal.throwIfAborted();
    throw new ModelError('llm_connection', describeFailure(error), { cause: error });
  }
  if (!response.ok) throw httpFailure(response.status, text.slice(0, 200));
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
