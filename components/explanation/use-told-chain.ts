import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventExplanation, ExplainedDeed } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import { explanationQuery } from './explanation-query';
import { tellStory, type StoryStep } from './tell-story';

/** Shows the chain of a likely cause (`upstream`), or of what came of an event. */
export type ShowChain = (eventIds: readonly string[], direction: ExplanationDirection) => void;

/** A chain that an explanation found, with the deed it begins or ends with, and its story. */
export interface ToldChain {
  readonly explanation: EventExplanation;
  readonly deed: ExplainedDeed;
  readonly steps: readonly StoryStep[];
}

/**
 * The explanation that a chain of events comes from: of its last event, or of its first one `downstream`. `null` for other chains,
 * and for less than two events; `undefined` until it is known.
 */
export function useToldChain(
  simulationId: string,
  eventIds: readonly string[],
  links: LinkChoice,
  direction: ExplanationDirection,
): ToldChain | null | undefined {
  const explainedId = direction === 'upstream' ? eventIds.at(-1) : eventIds[0];
  const isChain = eventIds.length >= 2;
  const { data, isPending } = useQuery({
    ...explanationQuery(simulationId, explainedId ?? '', direction, links),
    enabled: isChain,
  });
  const told = useMemo(() => {
    if (data === undefined) return undefined;
    const deed = [...data.causes, ...data.effects].find(isSamePath(eventIds));
    return deed && { explanation: data, deed, steps: tellStory(data, deed) };
  }, [data, eventIds]);
  if (told !== undefined || !isChain) return told ?? null;
  return isPending ? undefined : null;
}

function isSamePath(eventIds: readonly string[]): (deed: ExplainedDeed) => boolean {
  return ({ path }) =>
    path.length === eventIds.length && path.every((id, at) => id === eventIds[at]);
}
