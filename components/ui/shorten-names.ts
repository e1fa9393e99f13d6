import type { MeasureText } from './fit-text';
import { END_SHARE, shownStart, type ShownText } from './shown-text';

/**
 * Shortens names to a width. Names that fit are unchanged. The middle is cut first. Names that would look the same are
 * distinguished by the letters in which they differ, or by a number when there is no room.
 * @param names in any order; duplicates count once
 * @returns the shortened text of each name; no two are equal
 */
export function shortenNames(
  names: readonly ShownText[],
  widthPx: number,
  measure: MeasureText,
): ReadonlyMap<ShownText, ShownText> {
  const fits = (text: string): boolean => measure(text) <= widthPx;
  const shortened = new Map<ShownText, ShownText>();
  const taken = new Set<string>();
  const give = (name: ShownText, text: string): void => {
    shortened.set(name, shownStart(text, Infinity));
    taken.add(text);
  };
  const long: ShownText[] = [];
  for (const name of new Set(names)) {
    if (fits(name)) give(name, name);
    else long.push(name);
  }
  const byText = groupBy(long, (name) => withoutMiddle(Array.from(name), fits));
  for (const [text, alike] of byText) {
    const [only] = alike;
    if (only !== undefined && alike.length === 1 && !taken.has(text)) give(only, text);
    else {
      for (const [name, apart] of byDifference(alike, fits)) give(name, numbered(apart, taken));
    }
  }
  return shortened;
}

/** As much of the beginning and the end as fits. */
function withoutMiddle(letters: readonly string[], fits: (text: string) => boolean): string {
  return widest(
    letters.length - 1,
    (kept) => {
      const end = Math.floor(kept * END_SHARE);
      return `${letters.slice(0, kept - end).join('')}…${letters.slice(letters.length - end).join('')}`;
    },
    fits,
  );
}

/** Each with the letters from which on it differs from the others. */
function byDifference(
  names: readonly ShownText[],
  fits: (text: string) => boolean,
): readonly (readonly [ShownText, string])[] {
  const from = commonLength(names.map((name) => Array.from(name)));
  const byText = groupBy(names, (name) => {
    const letters = Array.from(name);
    const textOf = (kept: number): string => {
      const end = from + kept;
      const start = from === 0 ? '' : '…';
      return `${start}${letters.slice(from, end).join('')}${end < letters.length ? '…' : ''}`;
    };
    return widest(letters.length - from, textOf, fits);
  });
  // Names that still look the same differ further on.
  return [...byText].flatMap(([text, alike]) =>
    alike.length === 1 || alike.length === names.length
      ? alike.map((name) => [name, text] as const)
      : byDifference(alike, fits),
  );
}

/** The length of the common prefix. */
function commonLength(texts: readonly (readonly string[])[]): number {
  const [first = []] = texts;
  const at = first.findIndex((letter, i) => texts.some((text) => text[i] !== letter));
  return at === -1 ? first.length : at;
}

/** The text with the most letters that fits; with one letter when none does. */
function widest(
  most: number,
  textOf: (kept: number) => string,
  fits: (text: string) => boolean,
): string {
  let kept = 1;
  let tooMany = Math.max(most, 1) + 1;
  while (tooMany - kept > 1) {
    const middle = (kept + tooMany) >> 1;
    if (fits(textOf(middle))) kept = middle;
    else tooMany = middle;
  }
  return textOf(kept);
}

/** The text, with a number when another name has the same. */
function numbered(text: string, taken: ReadonlySet<string>): string {
  if (!taken.has(text)) return text;
  for (let number = 2; ; number++) {
    const next = `${text}${String(number)}`;
    if (!taken.has(next)) return next;
  }
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
