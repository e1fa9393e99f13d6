'use client';

import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { chainQuery } from '@/components/chain-query';
import type { CausalityChain } from '@/lib/api/client';
import { timelineEvent, type TimelineEvent } from './timeline-event';

/**
 * The events of a chain, in its order; without the ones that are not in the files, and none until all are known. The Causality
 * tab asks for the same chains: both share one request an event.
 */
export function useChainEvents(
  simulationId: string,
  eventIds: readonly string[],
): readonly TimelineEvent[] {
  return useQueries({
    queries: eventIds.map((id) => chainQuery(simulationId, id, 1, 'all')),
    combine: readEvents,
  });
}

const NONE: readonly TimelineEvent[] = [];

function readEvents(answers: readonly UseQueryResult<CausalityChain>[]): readonly TimelineEvent[] {
  if (answers.some(({ isPending }) => isPending)) return NONE;
  return answers.flatMap(({ data }) => (data === undefined ? [] : timelineEvent(data.event)));
}
