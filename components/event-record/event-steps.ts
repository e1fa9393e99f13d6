import { shownName } from '@/components/ui/shown-text';
import { eventKind } from '@/lib/events/event-kind';
import { canonicalEventType } from '@/lib/events/event-type';
import type { StoredEvent } from '@/lib/events/read-event';
import type { ApiClient } from '@/lib/api/client';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** The two ways to walk from an event: over the events of its agent, and over the events of its kind. */
export const STEP_WAYS = ['agent', 'kind'] as const;
export type StepWay = (typeof STEP_WAYS)[number];
export type StepSide = 'previous' | 'next';

/** The position of an event among similar events, with the events before and after it. */
export interface EventSteps {
  /** Counted from 0. */
  readonly offset: number;
  readonly total: number;
  readonly previous: string | null;
  readonly next: string | null;
}

/** The events of a walk, independent of the page's filter; `label` names them. */
export function stepCriteria(
  event: Pick<StoredEvent, 'agent_id' | 'event_type' | 'details'>,
  way: StepWay,
): { readonly criteria: EventCriteria; readonly label: string } {
  if (way === 'agent') {
    return {
      criteria: { agent_ids: [event.agent_id ?? ''] },
      label: event.agent_id === null ? 'no agent' : shownName(event.agent_id),
    };
  }
  const type = canonicalEventType(event.event_type);
  const kind = eventKind(event);
  // The same kind in two types counts as two kinds.
  const criteria = { event_types: [type], kinds: [kind ?? ''] };
  return { criteria, label: shownName(kind ?? `${type.toLowerCase()} of no kind`) };
}

/** The events of the same agent, type and kind as an event: the calls of a model by its agent. */
export function callCriteria(
  event: Pick<StoredEvent, 'agent_id' | 'event_type' | 'details'>,
): EventCriteria {
  return { ...stepCriteria(event, 'agent').criteria, ...stepCriteria(event, 'kind').criteria };
}

export async function findSteps(
  client: Pick<ApiClient, 'getEventPosition' | 'findEvents'>,
  simulationId: string,
  eventId: string,
  criteria: EventCriteria,
  signal: AbortSignal,
): Promise<EventSteps> {
  const position = await client.getEventPosition(simulationId, eventId, criteria, { signal });
  const { offset, total } = position;
  const from = Math.max(0, offset - 1);
  const filter = { ...criteria, offset: from, limit: offset - from + 2 };
  const { events } = await client.findEvents(simulationId, filter, { signal });
  return {
    offset,
    total,
    previous: offset === 0 ? null : (events[0]?.event_id ?? null),
    next: events[offset - from + 1]?.event_id ?? null,
  };
}
