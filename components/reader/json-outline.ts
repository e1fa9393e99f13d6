import {
  isTree,
  jsonText,
  membersOf,
  someMembersOf,
  type ExactJson,
} from '@/components/ui/exact-json';
import { shownLines, shownName, startOf } from '@/components/ui/shown-text';

/** A JSON value as the reader shows it: a text on a line, or a branch that folds. */
export type Outline = OutlineLeaf | OutlineBranch;

interface OutlineBase {
  /** The name of the member; `''` for items and the root. */
  readonly name: string;
  /** The number of its lines. */
  readonly size: number;
}

export interface OutlineLeaf extends OutlineBase {
  readonly kind: 'leaf';
  /** Its parts in colours, in order. */
  readonly tokens: readonly Token[];
}

export interface OutlineBranch extends OutlineBase {
  readonly kind: 'branch';
  readonly brackets: '{}' | '[]';
  readonly total: number;
  readonly members: readonly Outline[];
  /** What it hides while it is folded, on a line. */
  readonly hidden: string;
}

export interface Token {
  readonly kind: 'string' | 'value' | 'name' | 'mark';
  readonly text: string;
}

/** An outline, and whether some of the value is missing from it. */
export interface JsonOutline {
  readonly root: Outline;
  readonly isCut: boolean;
}

/** The lines of an outline at most. */
export const MAX_LINES = 3000;
const MAX_DEPTH = 40;
const MAX_TEXT = 20_000;

/** A list or an object that is not longer than this, inside of another, is on one line. */
const MAX_INLINE = 90;
/** A folded value says what it hides in about this many characters. */
const MAX_HIDDEN = 72;

/**
 * The outline of a value, of a bounded size. Strings with line ends keep them, other values are as written.
 * @param maxLines default {@link MAX_LINES}
 */
export function jsonOutline(value: ExactJson, maxLines = MAX_LINES): JsonOutline {
  let linesLeft = maxLines;
  let isCut = false;

  function outline(each: ExactJson, name: string, depth: number): Outline {
    linesLeft--;
    if (!isTree(each) || depth >= MAX_DEPTH) return leaf(each, name);
    if (depth > 0 && each.text.length <= 2 * MAX_INLINE) {
      const tokens = inlineTokens(each, depth);
      if (lengthOf(tokens) <= MAX_INLINE) return { kind: 'leaf', name, size: 1, tokens };
    }
    const { members: some, total } = someMembersOf(each, 0, Math.max(0, linesLeft));
    const isObject = each.kind === 'object';
    const members: Outline[] = [];
    for (const [key, inner] of some) {
      if (linesLeft <= 0) break;
      members.push(outline(inner, isObject ? memberName(key) : '', depth + 1));
    }
    if (members.length < total) isCut = true;
    return {
      kind: 'branch',
      name,
      size: members.reduce((sum, member) => sum + member.size, 2),
      brackets: isObject ? '{}' : '[]',
      total,
      members,
      hidden: isObject ? hiddenFields(some, total) : hiddenItems(some, total),
    };
  }

  function leaf(each: ExactJson, name: string): Outline {
    const isString = each.kind === 'string';
    const text = isString ? each.value : jsonText(each, MAX_TEXT + 1);
    if (text.length > MAX_TEXT) isCut = true;
    const shown = `${startOf(text, MAX_TEXT)}${text.length > MAX_TEXT ? '…' : ''}`;
    const kind = isString ? 'string' : 'value';
    const token = { kind, text: shownLines(isString ? `"${shown}"` : shown) } as const;
    return { kind: 'leaf', name, size: 1, tokens: [token] };
  }

  const root = outline(value, '', 0);
  return { root, isCut };
}

/** A short value on one line: `{ good: "grain", at: [ 1, 2 ] }`. */
function inlineTokens(value: ExactJson, depth: number): readonly Token[] {
  if (!isTree(value) || depth >= MAX_DEPTH) {
    const kind = value.kind === 'string' ? 'string' : 'value';
    return [{ kind, text: shownName(jsonText(value), Infinity) }];
  }
  const [open, close] = value.kind === 'object' ? ['{ ', ' }'] : ['[ ', ' ]'];
  const inner = membersOf(value).flatMap(([key, member], at): readonly Token[] => [
    ...(at === 0 ? [] : [{ kind: 'mark', text: ', ' } as const]),
    ...(value.kind === 'object' ? [{ kind: 'name', text: `${memberName(key)}: ` } as const] : []),
    ...inlineTokens(member, depth + 1),
  ]);
  return [{ kind: 'mark', text: open }, ...inner, { kind: 'mark', text: close }];
}

/** A name without quotes, unless it would be misread. */
function memberName(key: string): string {
  return /^[\p{L}\p{N}_$.-]+$/u.test(key) ? shownName(key) : JSON.stringify(shownName(key));
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { text }) => sum + text.length, 0);
}

/** This many items are named. */
const MOST_NAMES = 4;

/** Members whose value names an item of a list, the likeliest first. */
const NAMING = /^(\w+_type|name|\w+_name|id|\w+_id|title|type|role|label)$/;

type Members = ReturnType<typeof someMembersOf>['members'];

/** What a folded object hides: `{ cash: 14231.31, deposit: 142063.8, 4 more }`, `{ 3 fields }`. */
function hiddenFields(members: Members, total: number): string {
  const texts: string[] = [];
  let length = 0;
  for (const [key, member] of members) {
    if (isTree(member)) break;
    const text = `${memberName(key)}: ${shownName(jsonText(member, MAX_HIDDEN), MAX_HIDDEN)}`;
    if (length + text.length > MAX_HIDDEN) break;
    texts.push(text);
    length += text.length + 2;
  }
  if (texts.length === 0) return `{ ${String(total)} ${total === 1 ? 'field' : 'fields'} }`;
  const more = total - texts.length;
  return `{ ${[...texts, ...(more === 0 ? [] : [`${String(more)} more`])].join(', ')} }`;
}

/** What a folded list hides: `[ 10 actions: sell, buy and 8 more ]`, `[ 3 items ]`. */
function hiddenItems(members: Members, total: number): string {
  const [noun, names] = namesOf(members);
  const shown = [...names];
  while (shown.join(', ').length > MAX_HIDDEN) shown.pop();
  const count = `${String(total)} ${total === 1 ? noun : `${noun}s`}`;
  if (shown.length === 0) return `[ ${count} ]`;
  const more = total - shown.length;
  return `[ ${count}: ${shown.join(', ')}${more === 0 ? '' : ` and ${String(more)} more`} ]`;
}

/** A noun for the items of a list, and the names of the first; no names when they have none. */
function namesOf(all: Members): readonly [noun: string, names: readonly string[]] {
  const items = all.slice(0, MOST_NAMES);
  const [, first] = items[0] ?? [];
  if (first === undefined) return ['item', []];
  if (first.kind === 'string') {
    const texts = items.flatMap(([, item]) => (item.kind === 'string' ? item.value : []));
    return ['item', texts.map((text) => shownName(text, 24))];
  }
  const keys = membersOf(first).flatMap(([key, member]) =>
    member.kind === 'string' && NAMING.test(key) ? key : [],
  );
  const key = keys.find((each) => each.endsWith('_type')) ?? keys[0];
  if (key === undefined) return ['item', []];
  const names = items.flatMap(([, item]) =>
    membersOf(item).flatMap(([each, member]) =>
      each === key && member.kind === 'string' ? shownName(member.value, 24) : [],
    ),
  );
  return [/^(\w+)_(type|name|id)$/.exec(key)?.[1] ?? 'item', names];
}
