import type { UseQueryResult } from '@tanstack/react-query';
import { contact } from '@/components/api';
import { ServerSilentError } from '@/components/server-contact/unanswered-errors';
import { ApiProblemError } from '@/lib/api/client';
import type { IndexProgress, IndexState } from '@/lib/api/contract';

/** Data requested from the server, or its state. */
export type ServerData<Data> =
  | { readonly state: 'loading' }
  /** The answer waits for the index; `index` is its progress, if known. */
  | { readonly state: 'indexing'; readonly index: IndexProgress | undefined }
  | { readonly state: 'failed'; readonly error: Error; readonly retry: () => void }
  | { readonly state: 'ready'; readonly data: Data };

type Query<Data> = Pick<UseQueryResult<Data>, 'data' | 'error' | 'failureReason' | 'refetch'>;

/** Data stays shown when a later refetch fails. */
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

/** The error to show for missing data. A server that is down is shown as an error although requests are repeated. */
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

/** How long after a partial answer it is requested again, ms. */
const WHILE_INDEXING_MS = 500;

/** Data made from partial answers that do not hold the state of the index themselves. */
const madeOfPart = new WeakSet<object>();

/** Gives `data` back, noted as partial if the answer is: {@link untilWhole} refetches it. Its query must not share structure. */
export function madeOf<Data extends object>(
  { index }: { readonly index?: Pick<IndexState, 'state'> | undefined },
  data: Data,
): Data {
  if (index?.state === 'indexing') madeOfPart.add(data);
  return data;
}

/**
 * Refetches a partial answer, or data made of one, until it is complete; for `refetchInterval` of a query. Without it, unchanged
 * files would cause no refetch.
 */
export function untilWhole({ state: { data } }: PartialQuery): number | false {
  if (data === undefined) return false;
  const isPart = madeOfPart.has(data) || ('index' in data && isIndexing(data.index));
  return isPart ? WHILE_INDEXING_MS : false;
}

function isIndexing(index: unknown): boolean {
  return (
    typeof index === 'object' && index !== null && 'state' in index && index.state === 'indexing'
  );
}

interface PartialQuery {
  readonly state: { readonly data: object | undefined };
}
