import { QueryClient } from '@tanstack/react-query';
import {
  AnswerTooLateError,
  ServerSilentError,
} from '@/components/server-contact/unanswered-errors';
import { ApiProblemError, ApiUnreachableError } from '@/lib/api/client';

const MAX_UNREACHABLE_RETRIES = 2;
/** A server that stays busy is reported as an error after this many retries. */
const MAX_BUSY_RETRIES = 20;
const INDEX_RETRY_MS = 1000;
/** While the server is known to be down, nothing is sent. */
const SILENT_RETRY_MS = 500;

/** The page's cache of responses. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay,
        staleTime: 30_000,
        // The server may be on this machine, so being offline does not matter.
        networkMode: 'always',
      },
    },
  });
}

/**
 * Whether to retry a request: always while the index is not ready or the server is down; twenty times if the server named a
 * time; twice if a connection broke. Other errors are final.
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

/** The delay before a retry, ms: as named by the server, otherwise 0.5 s, doubled each time. */
export function retryDelay(failureCount: number, error: Error): number {
  if (error instanceof ApiProblemError) {
    return error.retryAfterSeconds === undefined ? INDEX_RETRY_MS : error.retryAfterSeconds * 1000;
  }
  if (error instanceof ServerSilentError) return SILENT_RETRY_MS;
  return 500 * 2 ** failureCount;
}
