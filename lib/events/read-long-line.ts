import { findMembers, parseList, parseString, type Breathe } from '../json/long-json';
import { addressOf } from './event-address';
import { isCauseId, readEvent, type StoredEvent } from './read-event';

/** Longer lines are not parsed in one go, because that would block other requests. */
const MAX_PARSED_LENGTH = 512 * 1024;

/** Whether to read a line with {@link readLongLine}. */
export function isLongLine(line: string): boolean {
  return line.length > MAX_PARSED_LENGTH;
}

const FIELDS = [
  ...['event_id', 'timestamp', 'turn_number', 'event_type'],
  ...['simulation_id', 'agent_id', 'description', 'caused_by'],
] as const;

export type LongLineReading =
  | {
      /** The event as `readEventLine` reads it, except that its details are null. */
      readonly event: StoredEvent;
      /** The JSON text of its details; `undefined` when it has none. */
      readonly details: string | undefined;
      readonly reason?: never;
    }
  | { readonly event?: never; readonly details?: never; readonly reason: string };

/**
 * Reads a line of any length in slices. Its details stay text.
 * @param line valid JSON, an object
 */
export async function readLongLine(line: string, breathe: Breathe): Promise<LongLineReading> {
  const texts = await findMembers(line, [...FIELDS, 'details'], breathe);
  const values = new Map<string, unknown>();
  try {
    for (const name of FIELDS) {
      const text = texts.get(name);
      if (text !== undefined) values.set(name, await parse(text, breathe));
    }
  } catch (error) {
    return { reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const causes = values.get('caused_by');
  const isList = Array.isArray(causes);
  if (isList) values.delete('caused_by');
  const { event, reason } = readEvent(Object.fromEntries(values));
  if (event === undefined) return { reason };
  const caused_by = isList ? await readCauseList(causes, breathe) : event.caused_by;
  return { event: { ...event, caused_by }, details: texts.get('details') };
}

async function parse(json: string, breathe: Breathe): Promise<unknown> {
  if (json.startsWith('"')) return parseString(json, breathe);
  if (json.startsWith('[')) return parseList(json, breathe);
  return JSON.parse(json);
}

/** The number of causes read between two calls of `breathe`. */
const CAUSES_AT_ONCE = 256;

async function readCauseList(
  causes: readonly unknown[],
  breathe: Breathe,
): Promise<readonly string[]> {
  const addresses = new Set<string>();
  for (const [at, cause] of causes.entries()) {
    if (at % CAUSES_AT_ONCE === 0) await breathe();
    if (isCauseId(cause)) addresses.add(addressOf(cause));
  }
  return [...addresses];
}
