import { problemSchema, type Problem } from './contract';

/** The API answered with a problem (RFC 9457). */
export class ApiProblemError extends Error {
  readonly problem: Problem;
  /** Seconds to wait before asking again, when the server said so. */
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The server could not be reached, or answered something that is not its contract. */
export class ApiUnreachableError extends Error {}

/** The server answers, but not by WebSocket: something between may not pass them, or the browser has too many open. */
export class NoWebSocketError extends ApiUnreachableError {}

/** What the server answered `path` with in place of success. */
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
