const MAX_SHOWN = 64;
const HEAD = 40;
const TAIL = 12;

/**
 * An id as a person is shown it: what has no form of its own (control characters, half a surrogate pair, what reverses
 * the direction of text) as JSON escapes it, and of a long one its beginning, its end, and how many characters it has.
 */
export function shownId(id: string): string {
  if (id.length <= MAX_SHOWN) return escaped(id);
  const characters = id.length.toLocaleString('en');
  return `${escaped(id.slice(0, HEAD))}…${escaped(id.slice(-TAIL))} (${characters} characters)`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\p{C}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => {
      const unit = character.charCodeAt(i).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    }).join(''),
  );
}
