import type { StoredEvent } from '@/lib/events/read-event';

/** Who did it; an event of no agent is the world's. */
export function agentText({ agent_id }: Pick<StoredEvent, 'agent_id'>): string {
  return agent_id ?? 'world';
}
