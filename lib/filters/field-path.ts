import { findMembers, type Breathe } from '../json/long-json';
import { memberText } from '../json/member-text';

/** The maximum number of paths, and of conditions on fields, in one request. */
export const MAX_FIELDS = 8;
const MAX_PATH_LENGTH = 200;

/** The path to a field of the details of events, written with dots: `details.order.price`. */
export interface FieldPath {
  /** The names after `details`, at least one. */
  readonly names: readonly string[];
}

/** Reads a path; a sentence when it is none. */
export function readFieldPath(text: string): FieldPath | string {
  const [first, ...names] = text.split('.');
  if (text.length > MAX_PATH_LENGTH)
    return `expected at most ${String(MAX_PATH_LENGTH)} characters`;
  if (first !== 'details' || names.length === 0) return 'expected a path such as details.price';
  return names.includes('') ? 'expected a name between two dots' : { names };
}

/** The JSON text of a field, as written in the line of an event; `undefined` without the field. */
export function fieldText(line: string, { names }: FieldPath): string | undefined {
  let text = memberText(line, 'details');
  for (const name of names) {
    if (text?.startsWith('{') !== true) return undefined;
    text = memberText(text, name);
  }
  return text;
}

/** The same as {@link fieldText}, for a line of any length, in slices. */
export async function longFieldText(
  line: string,
  { names }: FieldPath,
  breathe: Breathe,
): Promise<string | undefined> {
  let text: string | undefined = line;
  for (const name of ['details', ...names]) {
    if (text?.startsWith('{') !== true) return undefined;
    const members: ReadonlyMap<string, string> = await findMembers(text, [name], breathe);
    text = members.get(name);
  }
  return text;
}
