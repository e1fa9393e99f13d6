import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';

/** What an event says in one line: its description, else what its details tell. */
export function eventText(
  event: Pick<StoredEvent, 'description' | 'details' | 'event_type'>,
): string {
  if (event.description !== null) return event.description.replace(/\s+/g, ' ').trim();
  const kind = eventKind(event) ?? event.event_type;
  const { old_value, new_value } = event.details ?? {};
  if (new_value === undefined) return kind;
  const change = old_value === undefined || old_value === null ? '' : `${valueText(old_value)} → `;
  return `${kind} ${change}${valueText(new_value)}`;
}

/** Who did it; an event of no agent is the world's. */
export function agentText({ agent_id }: Pick<StoredEvent, 'agent_id'>): string {
  return agent_id ?? 'world';
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
