import type { UseQueryResult } from '@tanstack/react-query';
import { contact } from '@/components/api';
import { ServerSilentError } from '@/components/server-contact/unanswered-errors';
import { ApiProblemError } from '@/lib/api/client';
import type { IndexProgress, IndexState } from '@/lib/api/contract';

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
  const error = failureOf(query);
  if (error !== null) return { state: 'failed', error, retry: () => void askAgain(query) };
  return { state: 'loading' };
}

/**
 * Why data is not there, as far as a reader has to know it: a server that does not answer is said although the question
 * is asked again.
 */
export function failureOf({
  error,
  failureReason,
}: Pick<Query<unknown>, 'error' | 'failureReason'>): Error | null {
  return error ?? (failureReason instanceof ServerSilentError ? failureReason : null);
}

async function askAgain(query: Pick<Query<unknown>, 'refetch'>): Promise<void> {
  if (contact.state.link !== 'reachable') await contact.look();
  await query.refetch();
}

/** How long after a partial answer the rest of it is asked for. */
const WHILE_INDEXING_MS = 500;

/**
 * An answer from what is indexed so far is asked for again until it is whole; as `refetchInterval` of a query. Files that
 * have not changed since would not have it asked for.
 */
export function untilWhole({ state }: PartialQuery): number | false {
  return state.data?.index?.state === 'indexing' ? WHILE_INDEXING_MS : false;
}

interface PartialQuery {
  readonly state: {
    readonly data: { readonly index?: IndexState | undefined } | undefined;
  };
}
