import { quoteValue } from '../events/quote-value';
import type { SimulationEvent } from '../events/simulation-event';
import { whyUnwritable } from '../events/why-unwritable';
import { MAX_LINE_BYTES } from '../files/line-bytes';

/** The reason for refusing an event. */
export type RefusalReason =
  /** It has no JSON form: a BigInt, a cycle, a `toJSON` or getter that throws. */
  | 'not_json'
  /** A field is missing or has a wrong type, or a `toJSON` returns something other than the event. */
  | 'not_an_event'
  /** Its line would be longer than 64 MiB, which readers do not accept. */
  | 'too_large';

export interface Refusal {
  readonly reason: RefusalReason;
  /** For people: the field and its value, or the error. */
  readonly detail: string;
}

/** The fields of an event that the queue needs. */
export interface EventHead {
  readonly event_id: string;
  readonly event_type: string;
  readonly turn_number: number;
  readonly details: Readonly<Record<string, unknown>> | null | undefined;
}

/** An event as a line, or the reason why it cannot be one. */
export type Serialisation =
  | { readonly line: string; readonly event: EventHead; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly line?: never; readonly event?: never };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Serialises an event as one line of JSON that `readEventLine` reads as the same event; never throws. Values that
 * `JSON.stringify` leaves out or replaces (`undefined`, functions, NaN as null) are left out or replaced here too; the builders
 * refuse them.
 */
export function serialiseEvent(event: SimulationEvent): Serialisation {
  try {
    // Each field is read once, so that the line has the same values that were checked.
    const fields: Fields = { ...event };
    const isPlain = ![event, fields['details'], fields['caused_by']].some(hasJsonForm);
    const problem = isPlain ? whyUnwritable(fields) : undefined;
    if (problem !== undefined) return refuse('not_an_event', problem);
    const line: unknown = JSON.stringify(isPlain ? fields : event);
    if (typeof line !== 'string') return refuse('not_an_event', 'its toJSON returns nothing');
    return isPlain ? checkSize(line, fields) : checkForm(line, fields);
  } catch (error) {
    return refuse('not_json', error instanceof Error ? error.message : quoteValue(error));
  }
}

/** Checks that a text is an event in JSON, on one line. */
export function checkLine(text: string): Serialisation {
  if (/[\r\n]/.test(text)) return refuse('not_an_event', 'it is more than one line');
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value))
      return refuse('not_an_event', `not a JSON object but ${quoteValue(value)}`);
    const problem = whyUnwritable(value);
    return problem === undefined ? checkSize(text, value) : refuse('not_an_event', problem);
  } catch (error) {
    const reason = error instanceof Error ? error.message : quoteValue(error);
    return refuse('not_json', `not JSON: ${reason}`);
  }
}

/** Checks that a `toJSON` returned the same event. */
function checkForm(line: string, { event_id, event_type }: Fields): Serialisation {
  const checked = checkLine(line);
  if (checked.refusal !== undefined) return checked;
  const { event } = checked;
  return event.event_id === event_id && event.event_type === event_type
    ? checked
    : refuse('not_an_event', `its toJSON returns another event, ${quoteValue(event.event_id)}`);
}

function checkSize(line: string, fields: Fields): Serialisation {
  // A UTF-16 unit takes three bytes at most.
  if (line.length > MAX_LINE_BYTES / 3) {
    const bytes = Buffer.byteLength(line);
    if (bytes > MAX_LINE_BYTES) {
      return refuse('too_large', `${String(bytes)} bytes, at most ${String(MAX_LINE_BYTES)}`);
    }
  }
  const { event_id, event_type, turn_number, details } = fields;
  return {
    line,
    event: {
      event_id: String(event_id),
      event_type: String(event_type),
      turn_number: Number(turn_number),
      details: isObject(details) ? details : null,
    },
  };
}

function refuse(reason: RefusalReason, detail: string): Serialisation {
  return { refusal: { reason, detail } };
}

function hasJsonForm(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'toJSON' in value &&
    typeof value.toJSON === 'function'
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
