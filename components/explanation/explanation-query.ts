import { queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import type { EventExplanation } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';

/** The number of causes or effects that a page lists. */
const LISTED = 5;

/** What likely caused an event, or what came of it. Panes with the same event share one request. */
export function explanationQuery(
  simulationId: string,
  eventId: string,
  direction: ExplanationDirection,
  links: LinkChoice,
) {
  return queryOptions({
    queryKey: runKey('explanation', simulationId, eventId, direction, links),
    queryFn: ({ signal }): Promise<EventExplanation> =>
      api.explain(simulationId, eventId, { direction, links, limit: LISTED, signal }),
    structuralSharing: false,
  });
}
