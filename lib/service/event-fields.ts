import type { EventLine } from '../events/event-line';
import { isLongLine } from '../events/read-long-line';
import { fieldText, longFieldText, readFieldPath, type FieldPath } from '../filters/field-path';
import { InvalidParametersError } from '../errors';
import { breathe, isBreathDue } from '../work/work';

/** A value whose JSON text is longer is cut. */
export const MAX_FIELD_LENGTH = 1000;

/** Fields of the details of events, by event id and path. Absent fields are left out. */
export type EventFields = Readonly<Record<string, Readonly<Record<string, EventField>>>>;

/** The JSON text of a field as written, or the first characters of a long one. */
export interface EventField {
  readonly json: string;
  readonly isCut: boolean;
}

/** Reads fields from lines. @throws {InvalidParametersError} when a path is none */
export async function readEventFields(
  lines: readonly EventLine[],
  paths: readonly string[],
): Promise<EventFields> {
  const asked = paths.map((text) => ({ text, path: pathOf(text) }));
  const found: (readonly [string, Readonly<Record<string, EventField>>])[] = [];
  for (const { event_id, text: line } of lines) {
    const fields: (readonly [string, EventField])[] = [];
    for (const { text, path } of asked) {
      if (isBreathDue()) await breathe();
      const json = isLongLine(line)
        ? await longFieldText(line, path, breathe)
        : fieldText(line, path);
      if (json !== undefined) fields.push([text, toField(json)]);
    }
    found.push([event_id, Object.fromEntries(fields)]);
  }
  return Object.fromEntries(found);
}

function pathOf(text: string): FieldPath {
  const path = readFieldPath(text);
  if (typeof path !== 'string') return path;
  throw new InvalidParametersError([{ parameter: 'fields', value: text, reason: path }]);
}

function toField(json: string): EventField {
  const isCut = json.length > MAX_FIELD_LENGTH;
  return { json: isCut ? json.slice(0, MAX_FIELD_LENGTH).toWellFormed() : json, isCut };
}
