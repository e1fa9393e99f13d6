/** A text in three parts, the middle one to stand out. */
export interface TellingText {
  readonly before: string;
  readonly telling: string;
  readonly after: string;
}

/** A number with its change: `295.26 → 333.13`, `from 56 to 34`. */
const CHANGE = /-?[\d.,]*\d\S{0,3} → -?[\d.,]*\d|\bfrom -?[\d.,]*\d to -?[\d.,]*\d/u;
/** The first clause. */
const CLAUSE = /^.+?(?=[,;:]\s|\.\s|\.?$)/u;

/** The part of a sentence that tells most: the change of a number, otherwise, if it is `notable`, its first clause. */
export function tellingPart(text: string, isNotable: boolean): TellingText {
  const found = CHANGE.exec(text) ?? (isNotable ? CLAUSE.exec(text) : null);
  if (found === null) return { before: text, telling: '', after: '' };
  const [telling] = found;
  return {
    before: text.slice(0, found.index),
    telling,
    after: text.slice(found.index + telling.length),
  };
}
