import { useQuery } from '@tanstack/react-query';
import type { EventExplanation, ExplainedDeed } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import { explanationQuery } from './explanation-query';

/** A chain that an explanation found, with the deed it begins or ends with. */
export interface ToldChain {
  readonly explanation: EventExplanation;
  readonly deed: ExplainedDeed;
}

/** The explanation that a chain of events comes from; `undefined` for other chains, and until it is known. */
export function useToldChain(
  simulationId: string,
  eventIds: readonly string[],
  links: LinkChoice,
): ToldChain | undefined {
  const [first = '', last = ''] = [eventIds[0], eventIds.at(-1)];
  const upstream = useQuery(explanationQuery(simulationId, last, 'upstream', links));
  const cause = upstream.data?.causes.find(isSamePath(eventIds));
  const isOther = upstream.data !== undefined && cause === undefined;
  const downstream = useQuery({
    ...explanationQuery(simulationId, first, 'downstream', links),
    enabled: isOther,
  });
  if (upstream.data !== undefined && cause !== undefined) {
    return { explanation: upstream.data, deed: cause };
  }
  const effect = downstream.data?.effects.find(isSamePath(eventIds));
  if (downstream.data === undefined || effect === undefined) return undefined;
  return { explanation: downstream.data, deed: effect };
}

function isSamePath(eventIds: readonly string[]): (deed: ExplainedDeed) => boolean {
  return ({ path }) =>
    path.length === eventIds.length && path.every((id, at) => id === eventIds[at]);
}
