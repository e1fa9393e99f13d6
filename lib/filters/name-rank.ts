/** Ranks of matches; lower is better. */
const EXACT = 0;
const PREFIX = 2;
const AT_WORD = 4;
const WITHIN = 6;
/** Added when upper and lower case differ. */
const OTHER_CASE = 1;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * How well a name matches a text. 0 is best. From best to worst: the name is the text, begins with it, has it at the
 * start of a word, has it anywhere. Case is ignored, but the same case ranks better. `undefined` for a name without the
 * text.
 */
export function nameRank(name: string, text: string): number | undefined {
  if (text === '') return WITHIN;
  const same = placeRank(name, text);
  if (same === EXACT) return EXACT;
  const alike = placeRank(name.toLowerCase(), text.toLowerCase());
  const [exactCase, otherCase] = [same ?? Infinity, (alike ?? Infinity) + OTHER_CASE];
  const best = Math.min(exactCase, otherCase);
  return best === Infinity ? undefined : best;
}

/** Items whose name contains the text, best matches first, otherwise in their original order. */
export function findByName<Item>(
  items: readonly Item[],
  text: string,
  nameOf: (item: Item) => string,
): readonly Item[] {
  if (text === '') return items;
  return items
    .flatMap((item) => {
      const rank = nameRank(nameOf(item), text);
      return rank === undefined ? [] : [{ item, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function placeRank(name: string, text: string): number | undefined {
  const first = name.indexOf(text);
  if (first === -1) return undefined;
  if (first === 0) return name.length === text.length ? EXACT : PREFIX;
  for (let at = first; at !== -1; at = name.indexOf(text, at + 1)) {
    if (!LETTER_OR_DIGIT.test(name.charAt(at - 1))) return AT_WORD;
  }
  return WITHIN;
}
