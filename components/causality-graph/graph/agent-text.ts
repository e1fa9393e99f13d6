import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { StoredEvent } from '@/lib/events/read-event';

type OfAgent = Pick<StoredEvent, 'agent_id'>;

/** A key for an event's agent; an event without an agent belongs to the world. */
export function agentKey({ agent_id }: OfAgent): string {
  return agent_id ?? 'world';
}

/** The name of an event's agent. */
export function agentText(event: OfAgent): ShownText {
  return shownName(agentKey(event));
}
