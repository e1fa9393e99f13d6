import { QueryClient } from '@tanstack/react-query';
import { ApiProblemError, ApiUnreachableError } from '@/lib/api/client';

const MAX_UNREACHABLE_RETRIES = 2;
const INDEX_RETRY_MS = 1000;

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

/** An index that is not ready is asked for until it is; a server that cannot be reached, twice more; the rest is an answer. */
export function shouldRetry(failureCount: number, error: Error): boolean {
  if (error instanceof ApiProblemError) return error.problem.code === 'index_not_ready';
  return error instanceof ApiUnreachableError && failureCount < MAX_UNREACHABLE_RETRIES;
}

/** Milliseconds until the next try: what the server asked for, else 0.5 s and then twice as long each time. */
export function retryDelay(failureCount: number, error: Error): number {
  if (error instanceof ApiProblemError) {
    return error.retryAfterSeconds === undefined ? INDEX_RETRY_MS : error.retryAfterSeconds * 1000;
  }
  return 500 * 2 ** failureCount;
}
