import type { SimulationEvent } from '../events/simulation-event';
import { MAX_LINE_BYTES } from '../files/whole-lines';
import type { DropReason } from './drop-ledger';

const LEFT_BRACE = 0x7b;

/** The line of an event, or why it has none. */
export type Serialisation =
  | { readonly line: string; readonly reason?: never }
  | { readonly line?: never; readonly reason: DropReason };

/**
 * Takes a snapshot of an event as one line of JSON; never throws. What JSON has no word for but JavaScript's
 * `JSON.stringify` passes over (`undefined`, functions, NaN as null) is passed over here too: the builders refuse it.
 */
export function serialiseEvent(event: SimulationEvent): Serialisation {
  try {
    if (!hasEventFields(event)) return { reason: 'not_an_event' };
    const line = JSON.stringify(event);
    // A `toJSON` may have given anything.
    return line.charCodeAt(0) === LEFT_BRACE ? checkSize(line) : { reason: 'not_an_event' };
  } catch {
    return { reason: 'not_json' };
  }
}

/** Whether a text that is an event in JSON can be a line of the stream. */
export function checkLine(text: string): Serialisation {
  return /^[ \t]*\{[^\r\n]*$/.test(text) ? checkSize(text) : { reason: 'not_an_event' };
}

function checkSize(line: string): Serialisation {
  // A UTF-16 unit takes three bytes at most.
  if (line.length > MAX_LINE_BYTES / 3 && Buffer.byteLength(line) > MAX_LINE_BYTES) {
    return { reason: 'too_large' };
  }
  return { line };
}

/** What readers need in order to take a line for an event, as far as it costs nothing to look. */
function hasEventFields({ event_id, timestamp, turn_number }: SimulationEvent): boolean {
  return (
    isText(event_id) && isText(timestamp) && Number.isSafeInteger(turn_number) && turn_number >= 0
  );
}

/** Whether a value, whatever its type promises, is text that says something. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
