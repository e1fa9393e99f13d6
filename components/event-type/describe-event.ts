import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';

/** What happened, in one line: the event's description, else what its details tell, else its type. */
export function describeEvent(
  event: Pick<StoredEvent, 'description' | 'details' | 'event_type'>,
): string {
  if (event.description !== null) return event.description.replace(/\s+/g, ' ').trim();
  const kind = eventKind(event) ?? event.event_type;
  const { old_value, new_value } = event.details ?? {};
  if (new_value === undefined) return kind;
  const change = old_value === undefined || old_value === null ? '' : `${valueText(old_value)} → `;
  return `${kind} ${change}${valueText(new_value)}`;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
