import { describe, expect, it } from 'vitest';
import {
  AnswerTooLateError,
  ServerSilentError,
} from '@/components/server-contact/unanswered-errors';
import { ApiProblemError, ApiUnreachableError } from '@/lib/api/client';
import { retryDelay, shouldRetry } from './query-client';

function problem(code: string, retryAfterSeconds?: number, status = 503): ApiProblemError {
  return new ApiProblemError(
    { type: 'about:blank', title: code, status, detail: code, code },
    retryAfterSeconds,
  );
}

describe('asking again', () => {
  it('continues while the index is not ready, at the pace of the server', () => {
    expect(shouldRetry(1000, problem('index_not_ready', 3))).toBe(true);
    expect(retryDelay(1000, problem('index_not_ready', 3))).toBe(3000);
    expect(retryDelay(0, problem('index_not_ready'))).toBe(1000);
  });

  it('takes every other problem as the answer', () => {
    expect(shouldRetry(0, problem('simulation_not_found'))).toBe(false);
    expect(shouldRetry(0, problem('invalid_parameters'))).toBe(false);
  });

  it('goes on while the server does not answer, soon after it is back', () => {
    expect(shouldRetry(1000, new ServerSilentError('no'))).toBe(true);
    expect(retryDelay(1000, new ServerSilentError('no'))).toBeLessThanOrEqual(1000);
  });

  it('does not wait a second time for an answer that was too late', () => {
    expect(shouldRetry(0, new AnswerTooLateError('late'))).toBe(false);
  });

  it('retries a busy server at the time it named, but not for ever', () => {
    expect(shouldRetry(0, problem('too_busy', 2))).toBe(true);
    expect(retryDelay(7, problem('too_busy', 2))).toBe(2000);
    expect(shouldRetry(1000, problem('too_busy', 2))).toBe(false);
    expect(shouldRetry(0, problem('not_found', 2, 404))).toBe(false);
    expect(shouldRetry(0, problem('took_too_long'))).toBe(false);
  });

  it('tries a server that does not answer three times, and a bug of ours once', () => {
    const unreachable = new ApiUnreachableError('no');
    expect([0, 1, 2].map((failures) => shouldRetry(failures, unreachable))).toEqual([
      true,
      true,
      false,
    ]);
    expect(shouldRetry(0, new TypeError('x is undefined'))).toBe(false);
  });
});
