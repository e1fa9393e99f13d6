'use client';

import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { chainQuery } from '@/components/chain-query';
import { useToldChain } from '@/components/explanation/use-told-chain';
import type { CausalityChain } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import { timelineEvent, type TimelineEvent } from './timeline-event';

const NONE: readonly TimelineEvent[] = [];
const NO_IDS: readonly string[] = [];

/**
 * The events of a chain, from the cause to the effect; none until they are known. A chain that an explanation tells has the
 * steps of its story, which may begin before it. Other chains have their events that are in the files. The Causality tab shares
 * the requests.
 */
export function useChainEvents(
  simulationId: string,
  chain: {
    readonly eventIds: readonly string[];
    readonly direction: ExplanationDirection;
    readonly links: LinkChoice;
  },
): readonly TimelineEvent[] {
  const told = useToldChain(simulationId, chain.eventIds, chain.links, chain.direction);
  const untold = useQueries({
    queries: (told === null ? chain.eventIds : NO_IDS).map((id) =>
      chainQuery(simulationId, id, 1, 'all'),
    ),
    combine: readEvents,
  });
  const story = useMemo(() => told?.steps.map(({ event }) => timelineEvent(event)), [told]);
  return story ?? untold;
}

function readEvents(answers: readonly UseQueryResult<CausalityChain>[]): readonly TimelineEvent[] {
  if (answers.some(({ isPending }) => isPending)) return NONE;
  return answers.flatMap(({ data }) => (data === undefined ? [] : timelineEvent(data.event)));
}
