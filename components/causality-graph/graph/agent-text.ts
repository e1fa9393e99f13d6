import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { StoredEvent } from '@/lib/events/read-event';

type OfAgent = Pick<StoredEvent, 'agent_id'>;

/** What agents are told apart by; an event of no agent is the world's. */
export function agentKey({ agent_id }: OfAgent): string {
  return agent_id ?? 'world';
}

/** Who did it. */
export function agentText(event: OfAgent): ShownText {
  return shownName(agentKey(event));
}
