import { z } from 'zod';
import type { LlmConfig } from '../config/config-schema';
import type { EventRecorder, Trace } from '../event-recorder';
import type { SimulationClock } from '../simulation-clock';
import type { AskOptions } from '../simulation-parts';
import { ModelError, type LanguageModel, type ModelAnswer } from './language-model';
import { withinTime } from './within-time';

export interface ModelQuestion<Answer> extends AskOptions<Answer> {
  readonly agent: string;
  readonly causes: readonly Trace[];
  readonly signal: AbortSignal;
}

export interface Asked<Answer> {
  /** The call that was answered, or the last failed call. */
  readonly trace: Trace;
  readonly result: { readonly answer: Answer } | { readonly error: ModelError };
}

/** Asks, retries where useful, and records each call; see {@link createModelAsker}. */
export type ModelAsker = <Answer>(question: ModelQuestion<Answer>) => Promise<Asked<Answer>>;

const MAX_DELAY_MS = 30_000;

/**
 * Each attempt has `timeout` seconds. A failed attempt is repeated up to `max_retries` times, after `retry_delay` seconds. The
 * delay doubles before each further attempt and varies by up to half. Every attempt is a SYSTEM event, `ok`, `retrying` or
 * `failed`, caused by the attempt before it; prompt and answer are a DETAIL event caused by it. When the run is stopped, the
 * promise rejects with the signal's reason.
 */
export function createModelAsker(options: {
  readonly model: LanguageModel;
  readonly config: Pick<LlmConfig, 'timeout' | 'max_retries' | 'retry_delay'>;
  readonly recorder: EventRecorder;
  readonly clock: SimulationClock;
  /** A random number from 0 to 1, which spreads delays. */
  readonly jitter: () => number;
}): ModelAsker {
  const { model, config, recorder, clock, jitter } = options;
  const timeoutMs = config.timeout * 1000;
  const attempts = config.max_retries + 1;

  return async <Answer>(question: ModelQuestion<Answer>): Promise<Asked<Answer>> => {
    const { agent, about, signal } = question;
    const request = {
      system: question.system,
      prompt: question.prompt,
      schema: z.toJSONSchema(question.schema, { unrepresentable: 'any' }),
      agent,
      observation: question.observation,
    };
    let causes = question.causes;
    for (let attempt = 1; ; attempt++) {
      const startMs = clock.nowMs();
      let answer: ModelAnswer | undefined;
      const outcome = await attemptOnce(async () => {
        answer = await withinTime(signal, timeoutMs, (limited) => model.complete(request, limited));
        return readAnswer(answer.text, question.schema);
      });
      signal.throwIfAborted();
      const latency_ms = Math.round(clock.nowMs() - startMs);
      const error = 'error' in outcome ? outcome.error : undefined;
      const isRetried = error?.isPassing === true && attempt < attempts;
      const status = error === undefined ? 'ok' : isRetried ? 'retrying' : 'failed';
      const trace = recorder.system(agent, {
        causes,
        description: describeCall({
          agent,
          about,
          latency_ms,
          error,
          isRetried,
          attempt,
          attempts,
        }),
        extra: {
          ...(error === undefined ? {} : { error_type: error.errorType, error: error.message }),
          status,
          retry_count: attempt - 1,
          max_retries: config.max_retries,
          llm_model: model.name,
          latency_ms,
          timeout_ms: timeoutMs,
          ...(answer?.prompt_tokens === undefined ? {} : { prompt_tokens: answer.prompt_tokens }),
          ...(answer?.completion_tokens === undefined
            ? {}
            : { completion_tokens: answer.completion_tokens }),
        },
      });
      recorder.detail(agent, 'llm_exchange', {
        causes: [trace],
        description: `What ${agent} asked its model, and what that answered`,
        values: { system: request.system, prompt: request.prompt, response: answer?.text ?? null },
      });
      if (error === undefined || !isRetried) return { trace, result: outcome };
      causes = [trace];
      await clock.wait(delayMs(config.retry_delay * 1000, attempt, jitter()), signal);
    }
  };
}

type Outcome<Answer> = { readonly answer: Answer } | { readonly error: ModelError };

async function attemptOnce<Answer>(attempt: () => Promise<Answer>): Promise<Outcome<Answer>> {
  try {
    return { answer: await attempt() };
  } catch (error) {
    if (error instanceof ModelError) return { error };
    if (error instanceof Error && error.name === 'TimeoutError') {
      return { error: new ModelError('llm_timeout', 'no answer in time', { cause: error }) };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { error: new ModelError('llm_connection', message, { cause: error }) };
  }
}

/** @throws {ModelError} */
function readAnswer<Answer>(text: string, schema: z.ZodType<Answer>): Answer {
  let value: unknown;
  try {
    value = JSON.parse(withoutFence(text));
  } catch (error) {
    throw new ModelError('llm_invalid_answer', 'the answer is not JSON', { cause: error });
  }
  const { data, error, success } = schema.safeParse(value);
  if (success) return data;
  throw new ModelError(
    'llm_invalid_answer',
    `the answer does not match the schema: ${z.prettifyError(error).replaceAll('\n', ' ')}`,
    { cause: error },
  );
}

/** Models often wrap JSON in a Markdown fence. */
function withoutFence(text: string): string {
  return /^\s*```(?:json)?\s*\n(.*)\n\s*```\s*$/s.exec(text)?.[1] ?? text;
}

function delayMs(baseMs: number, attempt: number, jitter: number): number {
  return Math.min(MAX_DELAY_MS, baseMs * 2 ** (attempt - 1)) * (0.5 + jitter);
}

function describeCall(call: {
  readonly agent: string;
  readonly about: string;
  readonly latency_ms: number;
  readonly error: ModelError | undefined;
  readonly isRetried: boolean;
  readonly attempt: number;
  readonly attempts: number;
}): string {
  const subject = `LLM call of ${call.agent} on ${call.about}`;
  const ms = String(call.latency_ms);
  if (call.error === undefined) return `${subject} answered in ${ms} ms`;
  const failure =
    call.error.errorType === 'llm_timeout'
      ? `timed out after ${ms} ms`
      : `failed after ${ms} ms (${call.error.message})`;
  const next = call.isRetried
    ? `retrying (${String(call.attempt + 1)} of ${String(call.attempts)})`
    : call.attempt === 1
      ? 'given up'
      : `given up after ${String(call.attempt)} attempts`;
  return `${subject} ${failure}, ${next}`;
}
