import { ModelUnavailableError } from '../../errors';
import { withinTime } from './within-time';
import { ModelError } from './language-model';

/** The time limit for the check whether a server is there. */
const CHECK_TIMEOUT_MS = 5_000;

/** The error for an unsuccessful status. Overload, and errors of the server itself, are passing. */
export function httpFailure(status: number, message: string, cause?: unknown): ModelError {
  const isPassing = status >= 500 || status === 408 || status === 409 || status === 429;
  return new ModelError('llm_http_error', `HTTP ${String(status)}: ${message}`, {
    isPassing,
    cause,
  });
}

/** The reason of a failed request without a response. `fetch` puts it into the innermost cause. */
export function describeFailure(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error)
    innermost = innermost.cause;
  if (!(innermost instanceof Error)) return String(innermost);
  if (innermost.name === 'TimeoutError') return 'no answer in time';
  const code = 'code' in innermost ? String(innermost.code) : '';
  // Refusals by several addresses are an AggregateError without a message.
  return innermost.message === '' ? code : innermost.message;
}

/** Checks that a server is there. @throws {ModelUnavailableError} with the host */
export async function checkServer<Answer>(
  host: string,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await withinTime(signal, CHECK_TIMEOUT_MS, ask);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelUnavailableError) throw error;
    throw new ModelUnavailableError(host, describeFailure(error), { cause: error });
  }
}
