import { problemSchema, type Problem } from './contract';

/** The API answered with a problem (RFC 9457). */
export class ApiProblemError extends Error {
  readonly problem: Problem;
  /** Seconds to wait before a retry, if the server sent them. */
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The server could not be reached, or its answer violates the contract. */
export class ApiUnreachableError extends Error {}

/** The server answers, but not by WebSocket: a proxy may not support it, or the browser has too many open. */
export class NoWebSocketError extends ApiUnreachableError {}

/** The problem in the server's answer for `path`. */
export function readProblem(
  path: string,
  { status, headers }: Response,
  body: string,
): ApiProblemError | ApiUnreachableError {
  const problem = problemSchema.safeParse(parseJson(body));
  if (!problem.success) {
    return new ApiUnreachableError(`The server answered ${path} with ${String(status)}.`);
  }
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  return new ApiProblemError(problem.data, Number.isNaN(retryAfter) ? undefined : retryAfter);
}

/** `undefined` when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
