import type { UseQueryResult } from '@tanstack/react-query';
import { ApiProblemError } from '@/lib/api/client';
import type { IndexProgress } from '@/lib/api/contract';

/** What a page knows of something it asked the server for. */
export type ServerData<Data> =
  | { readonly state: 'loading' }
  /** The answer has to wait for the index, which is so far, when that is known. */
  | { readonly state: 'indexing'; readonly index: IndexProgress | undefined }
  | { readonly state: 'failed'; readonly error: Error; readonly retry: () => void }
  | { readonly state: 'ready'; readonly data: Data };

type Query<Data> = Pick<UseQueryResult<Data>, 'data' | 'error' | 'failureReason' | 'refetch'>;

/** Data that is there stays shown, whatever a later refetch says. */
export function toServerData<Data>(query: Query<Data>): ServerData<Data> {
  if (query.data !== undefined) return { state: 'ready', data: query.data };
  const reason = query.failureReason;
  if (reason instanceof ApiProblemError && reason.problem.code === 'index_not_ready') {
    return { state: 'indexing', index: reason.problem.index };
  }
  if (query.error !== null) {
    return { state: 'failed', error: query.error, retry: () => void query.refetch() };
  }
  return { state: 'loading' };
}
