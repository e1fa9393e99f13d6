import { QueryClient } from '@tanstack/react-query';
import {
  AnswerTooLateError,
  ServerSilentError,
} from '@/components/server-contact/unanswered-errors';
import { ApiProblemError, ApiUnreachableError } from '@/lib/api/client';

const MAX_UNREACHABLE_RETRIES = 2;
/** A server that is busy all the time is an error in the end. */
const MAX_BUSY_RETRIES = 20;
const INDEX_RETRY_MS = 1000;
/** Nothing is sent while the server is known not to answer. */
const SILENT_RETRY_MS = 500;

/** The page's cache of what the server said. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay,
        staleTime: 30_000,
        // The server is on this machine; whether there is a way to the internet does not matter.
        networkMode: 'always',
      },
    },
  });
}

/**
 * Whether a question is asked again by itself: while the index is not ready and while the server does not answer, always;
 * when the server said when to ask again, twenty times; when a connection broke, twice. The rest is an answer.
 */
export function shouldRetry(failureCount: number, error: Error): boolean {
  if (error instanceof ApiProblemError) {
    if (error.problem.code === 'index_not_ready') return true;
    const isBusy = error.problem.status === 503 && error.retryAfterSeconds !== undefined;
    return isBusy && failureCount < MAX_BUSY_RETRIES;
  }
  if (error instanceof ServerSilentError) return true;
  if (error instanceof AnswerTooLateError) return false;
  return error instanceof ApiUnreachableError && failureCount < MAX_UNREACHABLE_RETRIES;
}

/** Milliseconds until the next try: what the server asked for, else 0.5 s and then twice as long each time. */
export function retryDelay(failureCount: number, error: Error): number {
  if (error instanceof ApiProblemError) {
    return error.retryAfterSeconds === undefined ? INDEX_RETRY_MS : error.retryAfterSeconds * 1000;
  }
  if (error instanceof ServerSilentError) return SILENT_RETRY_MS;
  return 500 * 2 ** failureCount;
}
