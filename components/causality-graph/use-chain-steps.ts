import { useQueries } from '@tanstack/react-query';
import { chainQuery } from '@/components/chain-query';
import { failureOf } from '@/components/server-data';
import { ApiProblemError, type CausalityChain } from '@/lib/api/client';
import type { CausalLink } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';

/** One event of a chain, with all that is one link away from it. */
export interface ChainStep {
  readonly id: string;
  readonly state: 'loading' | 'missing' | 'failed' | 'ready';
  /** `undefined` until it is loaded, and for an event that is not in the files. */
  readonly event: StoredEvent | undefined;
  /** The link from the event before; `undefined` while none is known. */
  readonly link: CausalLink | undefined;
  /** Direct causes other than the event before. */
  readonly causes: readonly StoredEvent[];
  /** Direct effects other than the event after. */
  readonly effects: readonly StoredEvent[];
  /** Why it cannot be shown. */
  readonly message: string | undefined;
}

/** The events of a chain in order. Declared and inferred links are followed. */
export function useChainSteps(
  simulationId: string,
  eventIds: readonly string[],
): readonly ChainStep[] {
  const answers = useQueries({
    queries: eventIds.map((id) => chainQuery(simulationId, id, 1, 'all')),
  });
  return eventIds.map((id, i): ChainStep => {
    const { data, ...query } = answers[i] ?? {};
    const error = 'error' in query ? failureOf(query) : null;
    const isMissing = error instanceof ApiProblemError && error.problem.status === 404;
    const [before, after] = [eventIds[i - 1], eventIds[i + 1]];
    return {
      id,
      state:
        data !== undefined
          ? 'ready'
          : isMissing
            ? 'missing'
            : error === null
              ? 'loading'
              : 'failed',
      event: data?.event,
      // If the effect is not in the files, its cause has the link.
      link: linkBetween([data, answers[i - 1]?.data], before, id),
      causes: data?.upstream.filter(({ event_id }) => event_id !== before) ?? [],
      effects: data?.downstream.filter(({ event_id }) => event_id !== after) ?? [],
      message: error?.message,
    };
  });
}

function linkBetween(
  answers: readonly (CausalityChain | undefined)[],
  cause: string | undefined,
  effect: string,
): CausalLink | undefined {
  const links = answers.flatMap((answer) => answer?.links ?? []);
  const between = links.filter((link) => link.cause === cause && link.effect === effect);
  return between.find(({ origin }) => origin === 'declared') ?? between[0];
}
