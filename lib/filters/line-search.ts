import type { FieldCondition } from './field-condition';
import { matchField } from './match-field';
import { matchText } from './match-text';
import type { Conditions } from './read-conditions';

/** A condition that is decided by the lines of events: a text, or a field of the details. */
export type LineSearch =
  | { readonly text: string; readonly field?: never }
  | { readonly field: FieldCondition; readonly text?: never };

/** The conditions that the lines decide. */
export function lineSearches({ text, fields }: Conditions): readonly LineSearch[] {
  return [...(text === undefined ? [] : [{ text }]), ...(fields ?? []).map((field) => ({ field }))];
}

/** Returns a test of the line of an event. */
export function matchLine(search: LineSearch): (line: string) => boolean {
  return search.text === undefined ? matchField(search.field) : matchText(search.text);
}

/** A text that every matching line has in its description or details, after decoding escapes. */
export function neededText(search: LineSearch): string {
  return search.text ?? search.field.path.names.at(-1) ?? '';
}
