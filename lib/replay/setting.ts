import type { EventLine } from '../events/event-line';
import { memberText } from '../json/member-text';
import { readEventLine } from '../events/read-event';

/** An event that sets a variable, and the value. */
export interface Setting {
  readonly event_id: string;
  readonly turn: number;
  /** The JSON text in the event's line. */
  readonly value: string;
}

/** @param line an event that sets a variable; see `variableOf` */
export function readSetting({ event_id, text }: EventLine): Setting {
  const { event } = readEventLine(text);
  const value = memberText(memberText(text, 'details') ?? '{}', 'new_value');
  if (event === undefined || value === undefined) {
    throw new TypeError(`event ${JSON.stringify(event_id)} sets no variable`);
  }
  return { event_id, turn: event.turn_number, value };
}
