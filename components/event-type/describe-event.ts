import { shownName, startOf, type ShownText } from '@/components/ui/shown-text';
import { boundedJson } from '@/lib/json/bounded-json';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';

/** Longer descriptions end in `…`: a row of a table shows fewer characters. */
export const MAX_TEXT_LENGTH = 500;
const MAX_VALUE_LENGTH = 200;

/** An event in one line: its description, otherwise a summary of its details, otherwise its type. */
export function describeEvent(
  event: Pick<StoredEvent, 'description' | 'details' | 'event_type'>,
): ShownText {
  const { description } = event;
  if (description !== null) {
    const start = startOf(description, MAX_TEXT_LENGTH);
    const isCut = start.length < description.length;
    return shownName(`${start.replace(/\s+/g, ' ').trim()}${isCut ? '…' : ''}`, Infinity);
  }
  const kind = startOf(eventKind(event) ?? event.event_type, MAX_VALUE_LENGTH);
  const { old_value, new_value } = event.details ?? {};
  if (new_value === undefined) return shownName(kind);
  const change = old_value === undefined || old_value === null ? '' : `${valueText(old_value)} → `;
  return shownName(`${kind} ${change}${valueText(new_value)}`, MAX_TEXT_LENGTH);
}

function valueText(value: unknown): string {
  return typeof value === 'string'
    ? startOf(value, MAX_VALUE_LENGTH)
    : boundedJson(value, MAX_VALUE_LENGTH);
}
