import { typeGlyph } from '@/components/event-type/type-glyph';
import { shownName } from '@/components/ui/shown-text';
import { canonicalEventType } from '@/lib/events/event-type';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** The filters for a fact of an event: only events with this fact, or only events without it. */
export interface CriteriaChoice {
  /** The fact in words: `agent oslo_grain`. */
  readonly fact: string;
  readonly only: EventCriteria;
  /** Absent if the filter cannot exclude events by this fact. */
  readonly not?: EventCriteria;
}

/** The filters for the facts of an event. */
export function eventChoices(
  event: StoredEvent,
  kind: string | null,
): Readonly<Record<'turn' | 'type' | 'agent', CriteriaChoice>> & {
  readonly kind?: CriteriaChoice;
} {
  const type = canonicalEventType(event.event_type);
  const agentId = event.agent_id ?? '';
  return {
    turn: {
      fact: `turn ${event.turn_number}`,
      only: { turn_start: event.turn_number, turn_end: event.turn_number },
    },
    type: {
      fact: `type ${typeGlyph(type).name}`,
      only: { event_types: [type] },
      not: { exclude_event_types: [type] },
    },
    agent: {
      fact: agentId === '' ? 'events of no agent' : `agent ${shownName(agentId)}`,
      only: { agent_ids: [agentId] },
      not: { exclude_agent_ids: [agentId] },
    },
    ...(kind === null
      ? {}
      : {
          kind: {
            fact: `kind ${shownName(kind)}`,
            only: { kinds: [kind] },
            not: { exclude_kinds: [kind] },
          },
        }),
  };
}
