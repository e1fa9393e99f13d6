import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventExplanation, ExplainedDeed } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import { explanationQuery } from './explanation-query';
import { tellStory, type StoryStep } from './tell-story';

/** A chain that an explanation found, with the deed it begins or ends with, and its story. */
export interface ToldChain {
  readonly explanation: EventExplanation;
  readonly deed: ExplainedDeed;
  readonly steps: readonly StoryStep[];
}

/**
 * The explanation that a chain of events comes from. `null` for other chains, and for less than two events; `undefined` until it
 * is known.
 */
export function useToldChain(
  simulationId: string,
  eventIds: readonly string[],
  links: LinkChoice,
): ToldChain | null | undefined {
  const [first = '', last = ''] = [eventIds[0], eventIds.at(-1)];
  const isChain = eventIds.length >= 2;
  const upstream = useQuery({
    ...explanationQuery(simulationId, last, 'upstream', links),
    enabled: isChain,
  });
  const cause = upstream.data?.causes.find(isSamePath(eventIds));
  const isOther = !upstream.isPending && cause === undefined;
  const downstream = useQuery({
    ...explanationQuery(simulationId, first, 'downstream', links),
    enabled: isChain && isOther,
  });
  const effect = downstream.data?.effects.find(isSamePath(eventIds));
  const [explanation, deed] =
    cause === undefined ? [downstream.data, effect] : [upstream.data, cause];
  const told = useMemo(
    () =>
      explanation === undefined || deed === undefined
        ? undefined
        : { explanation, deed, steps: tellStory(explanation, deed) },
    [explanation, deed],
  );
  if (told !== undefined || !isChain) return told ?? null;
  return isOther && !downstream.isPending ? null : undefined;
}

function isSamePath(eventIds: readonly string[]): (deed: ExplainedDeed) => boolean {
  return ({ path }) =>
    path.length === eventIds.length && path.every((id, at) => id === eventIds[at]);
}
