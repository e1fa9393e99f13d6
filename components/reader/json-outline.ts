import { isTree, jsonText, someMembersOf, type ExactJson } from '@/components/ui/exact-json';
import { shownLines, shownName, startOf } from '@/components/ui/shown-text';

/** A JSON value as the reader shows it: a text on a line, or a branch with members. */
export type Outline = {
  /** The name of the member, in quotes; `''` for items and the root. */
  readonly name: string;
} & (
  | { readonly kind: 'leaf'; readonly text: string; readonly isString: boolean }
  | {
      readonly kind: 'branch';
      readonly brackets: '{}' | '[]';
      readonly total: number;
      readonly members: readonly Outline[];
    }
);

/** An outline, and whether some of the value is missing from it. */
export interface JsonOutline {
  readonly root: Outline;
  readonly isCut: boolean;
}

/** The lines of an outline at most. */
const MAX_LINES = 3000;
const MAX_DEPTH = 40;
const MAX_TEXT = 20_000;

/** The outline of a value, of a bounded size. Strings with line ends keep them, other values are as written. */
export function jsonOutline(value: ExactJson): JsonOutline {
  let linesLeft = MAX_LINES;
  let isCut = false;

  function outline(each: ExactJson, name: string, depth: number): Outline {
    linesLeft--;
    if (!isTree(each) || depth >= MAX_DEPTH) return leaf(each, name);
    const { members: some, total } = someMembersOf(each, 0, Math.max(0, linesLeft));
    const isObject = each.kind === 'object';
    const members: Outline[] = [];
    for (const [key, inner] of some) {
      if (linesLeft <= 0) break;
      members.push(outline(inner, isObject ? JSON.stringify(shownName(key)) : '', depth + 1));
    }
    if (members.length < total) isCut = true;
    return { kind: 'branch', name, brackets: isObject ? '{}' : '[]', total, members };
  }

  function leaf(each: ExactJson, name: string): Outline {
    const isString = each.kind === 'string';
    const text = isString ? each.value : jsonText(each, MAX_TEXT + 1);
    if (text.length > MAX_TEXT) isCut = true;
    const shown = `${startOf(text, MAX_TEXT)}${text.length > MAX_TEXT ? '…' : ''}`;
    return { kind: 'leaf', name, text: shownLines(isString ? `"${shown}"` : shown), isString };
  }

  const root = outline(value, '', 0);
  return { root, isCut };
}
