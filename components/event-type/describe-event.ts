import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';

/** One line that says what happened: the event's description, else what its details tell. */
export function describeEvent(event: Pick<StoredEvent, 'description' | 'details'>): string {
  if (event.description !== null) return event.description;
  const kind = eventKind(event) ?? '';
  const { old_value, new_value } = event.details ?? {};
  if (new_value === undefined) return kind;
  const change = old_value === undefined ? '' : `${shortValue(old_value)} → `;
  return `${kind} ${change}${shortValue(new_value)}`.trim();
}

function shortValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
