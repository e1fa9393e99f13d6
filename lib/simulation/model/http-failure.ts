import { ModelUnavailableError } from '../../errors';
import { ModelError } from './language-model';

/** How long a server may take to say that it is there. */
const CHECK_TIMEOUT_MS = 5_000;

/** A server that answers anything but success: what is too much, or its own fault, passes. */
export function httpFailure(status: number, message: string, cause?: unknown): ModelError {
  const isPassing = status >= 500 || status === 408 || status === 409 || status === 429;
  return new ModelError('llm_http_error', `HTTP ${String(status)}: ${message}`, {
    isPassing,
    cause,
  });
}

/** Why a request failed that got no answer: what `fetch` says is under its causes. */
export function describeFailure(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error)
    innermost = innermost.cause;
  if (!(innermost instanceof Error)) return String(innermost);
  if (innermost.name === 'TimeoutError') return 'no answer in time';
  const code = 'code' in innermost ? String(innermost.code) : '';
  // Several addresses that refuse are an AggregateError without a message.
  return innermost.message === '' ? code : innermost.message;
}

/** Asks whether a server is there. @throws {ModelUnavailableError} naming the host */
export async function checkServer<Answer>(
  host: string,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask(AbortSignal.any([signal, AbortSignal.timeout(CHECK_TIMEOUT_MS)]));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelUnavailableError) throw error;
    throw new ModelUnavailableError(host, describeFailure(error), { cause: error });
  }
}
