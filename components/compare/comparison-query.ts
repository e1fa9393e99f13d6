import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import type { ComparedEvents, Comparison } from '@/lib/api/client';
import type { Both } from './side';

/** Two runs, and the fields that are not compared. */
export interface ComparedPair extends Both<string> {
  readonly ignored: readonly string[];
}

/** How many rows are shown at a time. */
export const PAGE_ROWS = 200;
const WHILE_LIVE_MS = 5000;
/** More buckets than a wide chart has bars. */
const BUCKETS = 400;
const SERIES = 7;

export interface TimedComparison {
  readonly comparison: Comparison;
  /** From the request to the answer, ms. */
  readonly elapsedMs: number;
}

/** How two runs differ; again every five seconds while one of them is live. */
export function comparisonQuery({ a, b, ignored }: ComparedPair) {
  return queryOptions({
    queryKey: ['comparison', a, b, ignored],
    queryFn: async ({ signal }): Promise<TimedComparison> => {
      const start = performance.now();
      const comparison = await api.compareRuns(a, b, { ignore: ignored, signal });
      return { comparison, elapsedMs: performance.now() - start };
    },
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && [data.comparison.a, data.comparison.b].some(isLive)
        ? WHILE_LIVE_MS
        : false,
    // The answer before stays while other fields are ignored, not while the runs are swapped.
    placeholderData: (before, query) =>
      query?.queryKey[1] === a && query.queryKey[2] === b ? before : undefined,
    structuralSharing: false,
  });
}

function isLive({ status }: Comparison['a']): boolean {
  return status === 'live';
}

export interface RowsQuestion {
  readonly turn: number;
  readonly isOnlyDifferences: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Rows of a turn. The ones before stay until they are there. */
export function comparedEventsQuery(
  { a, b, ignored }: ComparedPair,
  { turn, isOnlyDifferences, offset, limit }: RowsQuestion,
) {
  return queryOptions({
    queryKey: ['compared-events', a, b, ignored, turn, isOnlyDifferences, offset, limit],
    queryFn: ({ signal }): Promise<ComparedEvents> =>
      api.getComparedEvents(a, b, {
        ignore: ignored,
        turn,
        ...(isOnlyDifferences ? { only: 'differences' as const } : {}),
        offset,
        limit,
        signal,
      }),
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** The events of a run by turn and type; again when their number has changed. */
export function turnCountsQuery(simulationId: string, eventCount: number) {
  return queryOptions({
    queryKey: ['compared-turns', simulationId, eventCount],
    queryFn: ({ signal }) =>
      api.getHistogram(
        simulationId,
        {},
        { axis: 'turn', by: 'event_type', buckets: BUCKETS, series: SERIES, signal },
      ),
  });
}
