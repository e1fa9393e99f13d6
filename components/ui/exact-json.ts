import { eachItem, eachMember, endOfString, nameOf, type TextPlace } from '@/lib/json/member-text';
import { shownStart, startOf, type ShownText } from './shown-text';

/**
 * JSON as written: numbers keep their digits (`1.0`, integers beyond 2^53), objects keep the order of their keys and repeated
 * keys. `JSON.parse` loses all of these. Members are read on request, one level at a time, so that neither depth nor width
 * costs time in advance.
 */
export type ExactJson =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | ExactArray
  | ExactObject;

export interface ExactArray {
  readonly kind: 'array';
  /** As written. */
  readonly text: string;
}

export interface ExactObject {
  readonly kind: 'object';
  /** As written. */
  readonly text: string;
}

export type NamedJson = readonly [name: string, value: ExactJson];

/** Longer values on one line end in `…`. */
const MAX_INLINE_LENGTH = 300;

/** Reads valid JSON, without looking at all of it. */
export function readExactJson(text: string): ExactJson {
  const json = text.trim();
  switch (json.charAt(0)) {
    case '{':
      return { kind: 'object', text: json };
    case '[':
      return { kind: 'array', text: json };
    case '"':
      return { kind: 'string', value: String(JSON.parse(json)) };
    case 'n':
      return { kind: 'null' };
    case 't':
    case 'f':
      return { kind: 'boolean', value: json === 'true' };
    default:
      return { kind: 'number', text: json };
  }
}

/** The value of a key, the last one if it is repeated, as in `JSON.parse`. */
export function member(value: ExactJson | undefined, key: string): ExactJson | undefined {
  if (value?.kind !== 'object') return undefined;
  let found: TextPlace | undefined;
  for (const place of eachMember(value.text)) if (nameOf(place.quoted) === key) found = place;
  return found && readExactJson(value.text.slice(found.start, found.end));
}

/** The items of a list under a key; empty when there is no such list. */
export function itemsOf(value: ExactJson | undefined, key: string): readonly ExactJson[] {
  const list = member(value, key);
  return list === undefined ? [] : membersOf(list).map(([, item]) => item);
}

/** The members of an object or a list, in order. Items of a list are named by their index. */
export function membersOf(value: ExactJson): readonly NamedJson[] {
  return someMembersOf(value, 0, Infinity).members;
}

/** Some members of {@link membersOf} from an index on, and the number of all. */
export function someMembersOf(
  value: ExactJson,
  from: number,
  count: number,
): { readonly members: readonly NamedJson[]; readonly total: number } {
  const members: NamedJson[] = [];
  let total = 0;
  const isWanted = (): boolean => total >= from && total < from + count;
  if (value.kind === 'object') {
    for (const { quoted, start, end } of eachMember(value.text)) {
      if (isWanted()) members.push([nameOf(quoted), readExactJson(value.text.slice(start, end))]);
      total++;
    }
  } else if (value.kind === 'array') {
    for (const { start, end } of eachItem(value.text)) {
      if (isWanted()) members.push([String(total), readExactJson(value.text.slice(start, end))]);
      total++;
    }
  }
  return { members, total };
}

/** Whether a value needs more than one line. */
export function isTree(value: ExactJson): value is ExactArray | ExactObject {
  return (value.kind === 'array' || value.kind === 'object') && /^.\s*[^\s}\]]/.test(value.text);
}

/** A value on one line, shortened: strings without quotes, everything else as JSON. */
export function inlineText(value: ExactJson): ShownText {
  if (value.kind === 'string') return shownStart(value.value, MAX_INLINE_LENGTH);
  return shownStart(jsonText(value, MAX_INLINE_LENGTH + 1), MAX_INLINE_LENGTH);
}

/** Compact JSON with the original digits. Reads only as much as `maxLength` characters need. */
export function jsonText(value: ExactJson, maxLength = Infinity): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'string':
      return JSON.stringify(startOf(value.value, maxLength));
    case 'number':
      return value.text;
    case 'array':
    case 'object':
      return compactJson(value.text, maxLength);
  }
}

/** Without white space between values, and with strings as `JSON.stringify` writes them. */
function compactJson(text: string, maxLength: number): string {
  let compact = '';
  const strings = /["\s]/g;
  let at = 0;
  while (compact.length <= maxLength) {
    strings.lastIndex = at;
    const mark = strings.exec(text);
    if (mark === null) return compact + text.slice(at);
    compact += text.slice(at, mark.index);
    at = mark[0] === '"' ? endOfString(text, mark.index) : mark.index + 1;
    if (mark[0] !== '"') continue;
    const quoted = text.slice(mark.index, at);
    compact += quoted.includes('\\') ? JSON.stringify(JSON.parse(quoted)) : quoted;
  }
  return compact;
}
