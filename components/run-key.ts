import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** The resources of a run that pages cache. Each is fetched by one query, or by one family of queries. */
export type RunResource =
  | 'simulation'
  | 'events'
  | 'event-tail'
  | 'event-fields'
  | 'event'
  | 'event-line'
  | 'whole-line'
  | 'whole-line-in-reader'
  | 'event-steps'
  | 'calls'
  | 'marks'
  | 'nearest-mark'
  | 'facets'
  | 'names'
  | 'causality'
  | 'explanation'
  | 'paths'
  | 'state'
  | 'variables'
  | 'sparklines'
  | 'extremes'
  | 'chart'
  | 'timeline-density'
  | 'timeline-lanes'
  | 'timeline-events'
  | 'timeline-turns'
  | 'timeline-folds';

/** The cache key of a resource of a run. */
export function runKey(
  resource: RunResource,
  simulationId: string,
  ...question: readonly unknown[]
): readonly [RunResource, string, ...(readonly unknown[])] {
  return [resource, simulationId, ...question];
}

/** Whether a key is of a resource of this run. */
export function isOfRun(key: QueryKey, simulationId: string): boolean {
  return key[1] === simulationId;
}

/** Has pages fetch all resources of a run again, except one. Each stays shown until its new response is there. */
export function refetchRun(client: QueryClient, simulationId: string, except: RunResource): void {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== except && isOfRun(queryKey, simulationId),
  });
}
