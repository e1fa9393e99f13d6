import type { EventExplanation } from '@/lib/api/client';
import type { StoredEvent } from '@/lib/events/read-event';

/** The next event on the way to the likeliest cause, or to the most notable effect; `undefined` at the end of the way. */
export function followStep(
  explanation: EventExplanation,
): { readonly event: StoredEvent; readonly reason: string | undefined } | undefined {
  const { direction, events } = explanation;
  const [best] = direction === 'upstream' ? explanation.causes : explanation.effects;
  const nextId = direction === 'upstream' ? best?.path.at(-2) : best?.path[1];
  const event = events.find(({ event_id }) => event_id === nextId);
  return event === undefined ? undefined : { event, reason: best?.reasons[0]?.text };
}
