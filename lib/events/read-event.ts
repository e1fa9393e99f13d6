import { boundedJson } from '../json/bounded-json';
import { parseTimestamp, type EpochMicros } from './epoch-micros';
import { addressOf } from './event-address';
import { memberText } from '../json/member-text';

/** A stored event. Absent fields have explicit values, and the time is a number that can be ordered. */
export interface StoredEvent {
  /** The event's address: its id, unless the id does not fit into a URL. See `addressOf`. */
  readonly event_id: string;
  readonly timestamp: string;
  readonly time: EpochMicros;
  readonly turn_number: number;
  /** As written. Filters and counts use `canonicalEventType`. */
  readonly event_type: string;
  readonly simulation_id: string | null;
  readonly agent_id: string | null;
  /** Addresses of the causes, without repetitions, in the order written. */
  readonly caused_by: readonly string[];
  readonly description: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
  /** Present when the event was shortened; see `cutLine`. */
  readonly cut?: LineCut;
}

/** Describes an event's line that was shortened. */
export interface LineCut {
  readonly line_bytes: number;
  /** The number of its causes; `caused_by` has the first of them. */
  readonly cause_count: number;
}

/** The number of characters quoted of a bad value. */
const MAX_QUOTED = 80;

export type EventReading =
  | { readonly event: StoredEvent; readonly reason?: never }
  | { readonly event?: never; readonly reason: string };

/**
 * Reads one line of an event file. A line is an event when it is a JSON object with an id, a timestamp, a turn and a
 * type. Other fields of an unexpected type are ignored, because losing the event would be worse. Half a surrogate pair
 * in a name or a description becomes U+FFFD, as it does in UTF-8.
 */
export function readEventLine(line: string): EventReading {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const reading = readEvent(value);
  // A number that no double holds exactly would be quoted as a different number.
  const isOdd = reading.event === undefined && isRecord(value) && isOddTurn(value['turn_number']);
  const turn = isOdd ? memberText(line, 'turn_number') : undefined;
  return turn === undefined || reading.reason?.startsWith('turn_number') !== true
    ? reading
    : {
        reason: `turn_number is ${turn.length > MAX_QUOTED ? `${turn.slice(0, MAX_QUOTED)}…` : turn}`,
      };
}

function isOddTurn(value: unknown): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value);
}

/** Reads one event from parsed JSON; see {@link readEventLine}. */
export function readEvent(value: unknown): EventReading {
  if (!isRecord(value)) return { reason: `not a JSON object but ${quote(value)}` };
  const { event_id, timestamp, turn_number, event_type } = value;
  if (typeof event_id !== 'string' || event_id === '') return wrong(value, 'event_id');
  if (typeof timestamp !== 'string') return wrong(value, 'timestamp');
  const time = parseTimestamp(timestamp);
  if (time === undefined) return wrong(value, 'timestamp');
  if (!isTurnNumber(turn_number)) return wrong(value, 'turn_number');
  if (typeof event_type !== 'string' || event_type === '') return wrong(value, 'event_type');
  const details = value['details'];
  return {
    event: {
      event_id: addressOf(event_id),
      timestamp,
      time,
      // Turns -0 into 0.
      turn_number: turn_number + 0,
      event_type: event_type.toWellFormed(),
      simulation_id: textOrNull(value['simulation_id']),
      agent_id: textOrNull(value['agent_id']),
      caused_by: readCauses(value['caused_by']),
      description: textOrNull(value['description']),
      details: isRecord(details) ? details : null,
    },
  };
}

/** Reads the `line_cut` that `cutLine` wrote; `undefined` for a whole event. */
export function readLineCut(value: unknown): LineCut | undefined {
  const cut = isRecord(value) ? value['line_cut'] : undefined;
  if (!isRecord(cut)) return undefined;
  const { line_bytes, cause_count } = cut;
  if (typeof line_bytes !== 'number' || typeof cause_count !== 'number') return undefined;
  return { line_bytes, cause_count };
}

/** The addresses of causes, without repetitions, in the order written. */
export function readCauses(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  const causes = Array.isArray(value) ? value : [value];
  return [...new Set(causes.filter(isCauseId).map(addressOf))];
}

/** Whether a member of `caused_by` is a cause's id. */
export function isCauseId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTurnNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : null;
}

function wrong(event: Record<string, unknown>, field: string): EventReading {
  return {
    reason: field in event ? `${field} is ${quote(event[field])}` : `${field} is missing`,
  };
}

function quote(value: unknown): string {
  return boundedJson(value, MAX_QUOTED);
}
