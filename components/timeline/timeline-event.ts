import { describeEvent } from '@/components/event-type/describe-event';
import { eventOutcome } from '@/lib/events/event-outcome';
import { canonicalEventType } from '@/lib/events/event-type';
import type { StoredEvent } from '@/lib/events/read-event';

/** The facts of a single event for the timeline. */
export interface TimelineEvent {
  readonly id: string;
  /** Canonical. */
  readonly type: string;
  /** Empty for the world. */
  readonly agent: string;
  readonly turn: number;
  /** Microseconds since 1970. */
  readonly time: number;
  /** In one line. */
  readonly text: string;
  readonly isFailed: boolean;
}

export function timelineEvent(event: StoredEvent): TimelineEvent {
  return {
    id: event.event_id,
    type: canonicalEventType(event.event_type),
    agent: event.agent_id ?? '',
    turn: event.turn_number,
    time: Number(event.time),
    text: describeEvent(event),
    isFailed: eventOutcome(event) === 'failed',
  };
}
