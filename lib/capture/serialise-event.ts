import { quoteValue } from '../events/quote-value';
import type { SimulationEvent } from '../events/simulation-event';
import { whyUnwritable } from '../events/why-unwritable';
import { MAX_LINE_BYTES } from '../files/line-bytes';

/** What is wrong with an event that is refused. */
export type RefusalReason =
  /** It has no JSON form: a BigInt, a cycle, a `toJSON` or getter that throws. */
  | 'not_json'
  /** A field is missing or of a wrong type, or a `toJSON` gives something else than the event. */
  | 'not_an_event'
  /** Its line would be longer than readers accept, 64 MiB. */
  | 'too_large';

export interface Refusal {
  readonly reason: RefusalReason;
  /** For a person: the field and its value, or the error. */
  readonly detail: string;
}

/** What the queue has to know of an event. */
export interface EventHead {
  readonly event_id: string;
  readonly event_type: string;
  readonly turn_number: number;
  readonly details: Readonly<Record<string, unknown>> | null | undefined;
}

/** An event as the line that it will be, or why it has none. */
export type Serialisation =
  | { readonly line: string; readonly event: EventHead; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly line?: never; readonly event?: never };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Takes a snapshot of an event as one line of JSON, which `readEventLine` reads as that event; never throws. What JSON has
 * no word for but JavaScript's `JSON.stringify` passes over (`undefined`, functions, NaN as null) is passed over here too:
 * the builders refuse it.
 */
export function serialiseEvent(event: SimulationEvent): Serialisation {
  try {
    // Each field is read once: the line is of the very values that were looked at.
    const fields: Fields = { ...event };
    const isPlain = ![event, fields['details'], fields['caused_by']].some(hasJsonForm);
    const problem = isPlain ? whyUnwritable(fields) : undefined;
    if (problem !== undefined) return refuse('not_an_event', problem);
    const line: unknown = JSON.stringify(isPlain ? fields : event);
    if (typeof line !== 'string') return refuse('not_an_event', 'its toJSON gives nothing');
    return isPlain ? checkSize(line, fields) : checkForm(line, fields);
  } catch (error) {
    return refuse('not_json', error instanceof Error ? error.message : quoteValue(error));
  }
}

/** Whether a text is an event in JSON that can be a line of the stream. */
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

/** A line that a `toJSON` had a hand in: it has to be the event that it was asked for. */
function checkForm(line: string, { event_id, event_type }: Fields): Serialisation {
  const checked = checkLine(line);
  if (checked.refusal !== undefined) return checked;
  const { event } = checked;
  return event.event_id === event_id && event.event_type === event_type
    ? checked
    : refuse('not_an_event', `its toJSON gives another event, ${quoteValue(event.event_id)}`);
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
