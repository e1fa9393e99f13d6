import type { Problem } from '../api/contract';
import {
  CausewayError,
  EventNotFoundError,
  IndexNotReadyError,
  InvalidParametersError,
  SimulationNotFoundError,
} from '../errors';

/** An error as RFC 9457 `application/problem+json`; what is not of our making is a 500 that tells nothing inward. */
export function problemResponse(error: unknown): Response {
  const problem = describeProblem(error);
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (error instanceof IndexNotReadyError) {
    headers.set('retry-after', String(error.retryAfterSeconds));
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

function describeProblem(error: unknown): Problem {
  if (error instanceof SimulationNotFoundError || error instanceof EventNotFoundError) {
    return problem(error, 404, 'Not found');
  }
  if (error instanceof InvalidParametersError) {
    return { ...problem(error, 422, 'Invalid parameters'), errors: [...error.errors] };
  }
  if (error instanceof IndexNotReadyError) {
    return { ...problem(error, 503, 'Index not ready'), index: error.progress };
  }
  if (error instanceof CausewayError) return problem(error, 500, 'Event files unreadable');
  return {
    type: 'about:blank',
    title: 'Internal error',
    status: 500,
    detail: 'The server failed to answer; its log says why.',
    code: 'internal_error',
  };
}

function problem(error: CausewayError, status: number, title: string): Problem {
  return { type: 'about:blank', title, status, detail: error.message, code: error.code };
}
