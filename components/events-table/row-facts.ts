import { describeEvent } from '@/components/event-type/describe-event';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { EpochMicros } from '@/lib/events/epoch-micros';
import { eventKind } from '@/lib/events/event-kind';
import { eventOutcome } from '@/lib/events/event-outcome';
import { canonicalEventType } from '@/lib/events/event-type';
import type { StoredEvent } from '@/lib/events/read-event';

/** The facts of an event in a row, of bounded size. */
export interface RowFacts {
  readonly time: EpochMicros;
  readonly timestamp: ShownText;
  readonly turn: number;
  readonly type: ShownText;
  readonly agent: ShownText | null;
  readonly kind: ShownText | null;
  readonly text: ShownText;
  readonly causeCount: number;
  readonly isFailed: boolean;
}

const known = new WeakMap<StoredEvent, RowFacts>();

/** The facts of an event: the same object for the same event. */
export function rowFacts(event: StoredEvent): RowFacts {
  const facts = known.get(event) ?? readFacts(event);
  known.set(event, facts);
  return facts;
}

function readFacts(event: StoredEvent): RowFacts {
  const kind = eventKind(event);
  return {
    time: event.time,
    timestamp: shownName(event.timestamp),
    turn: event.turn_number,
    type: shownName(canonicalEventType(event.event_type)),
    agent: event.agent_id === null ? null : shownName(event.agent_id),
    kind: kind === null ? null : shownName(kind),
    text: describeEvent(event),
    causeCount: event.cut?.cause_count ?? event.caused_by.length,
    isFailed: eventOutcome(event) === 'failed',
  };
}
