import type { Problem } from '../api/contract';
import { isCausewayError, type AnyCausewayError } from '../errors';

/** An error as RFC 9457 `application/problem+json`. Unexpected errors are a 500 without details. */
export function problemResponse(error: unknown): Response {
  const problem = isCausewayError(error) ? describeError(error) : INTERNAL_ERROR;
  const response = problemAnswer(problem);
  if (isCausewayError(error) && 'retryAfterSeconds' in error) {
    response.headers.set('retry-after', String(error.retryAfterSeconds));
  }
  return response;
}

/** A problem as a response. */
export function problemAnswer(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}

const INTERNAL_ERROR: Problem = {
  type: 'about:blank',
  title: 'Internal error',
  status: 500,
  detail: 'The server failed to answer; its log says why.',
  code: 'internal_error',
};

function describeError(error: AnyCausewayError): Problem {
  switch (error.code) {
    case 'simulation_not_found':
    case 'event_not_found':
      return problem(error, 404, 'Not found');
    case 'invalid_parameters':
      return { ...problem(error, 422, 'Invalid parameters'), errors: [...error.errors] };
    case 'index_not_ready':
      return { ...problem(error, 503, 'Index not ready'), index: error.progress };
    case 'index_folder_unavailable':
      return problem(error, 503, 'Index folder unavailable');
    case 'event_files_unreadable':
      return problem(error, 500, 'Event files unreadable');
    case 'took_too_long':
      return problem(error, 503, 'Took too long');
    case 'answer_too_large':
      return problem(error, 422, 'Answer too large');
    case 'cancelled':
      return problem(error, 503, 'Cancelled');
    case 'invalid_event':
      return problem(error, 500, 'Invalid event');
    // No route runs a simulation.
    case 'invalid_config':
    case 'model_unavailable':
    case 'not_resumable':
      return INTERNAL_ERROR;
  }
}

function problem(error: AnyCausewayError, status: number, title: string): Problem {
  return { type: 'about:blank', title, status, detail: error.message, code: error.code };
}
