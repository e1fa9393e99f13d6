import { useQueryClient } from '@tanstack/react-query';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import { explanationQuery } from './explanation-query';
import { followStep } from './follow-step';
import type { StoryStep } from './tell-story';

/** Selects the event one link closer to the likely cause, or to what came of it. */
export type Follow = (direction: ExplanationDirection) => void;

/** Follows a story from step to step. Beyond its ends, and without a story, it follows the explanation of the event. */
export function useFollow({
  simulationId,
  eventId,
  links,
  steps = [],
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly links: LinkChoice;
  readonly steps?: readonly StoryStep[] | undefined;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
}): Follow {
  const client = useQueryClient();
  return (direction) => {
    const at = steps.findIndex(({ eventIds }) => eventIds.includes(eventId));
    const next = at < 0 ? undefined : steps[direction === 'upstream' ? at - 1 : at + 1];
    if (next !== undefined) {
      onSelectEvent(next.event.event_id, 'keyboard');
      return;
    }
    client
      .query(explanationQuery(simulationId, eventId, direction, links))
      .then((explanation) => {
        const step = followStep(explanation);
        if (step !== undefined) onSelectEvent(step.event.event_id, 'keyboard');
      })
      .catch(() => {
        // The list of likely causes reports that the server does not answer.
      });
  };
}
