/** A string with its quotes, a bracket, a comma or colon, blank space, or what lies between. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|\s+|[^\s"[\]{},:]+/g;

/** Deeper lines stand no further in. */
const MAX_DEPTH = 40;

/**
 * JSON on indented lines, its numbers, strings and order untouched; text that is not JSON comes back in some order of lines.
 * @param maxLength no more is indented when there are so many characters. Default: all is.
 */
export function indentJson(json: string, maxLength = Infinity): string {
  let indented = '';
  let depth = 0;
  let isEmpty = false;
  const newLine = () => `\n${'  '.repeat(Math.min(Math.max(0, depth), MAX_DEPTH))}`;
  for (const [token] of json.matchAll(TOKEN)) {
    if (indented.length >= maxLength) break;
    if (token.trim() === '') continue;
    const isClosing = token === '}' || token === ']';
    if (isClosing) {
      depth -= 1;
      indented += isEmpty ? token : newLine() + token;
    } else {
      if (isEmpty) indented += newLine();
      indented += token;
      if (token === ',') indented += newLine();
      if (token === ':') indented += ' ';
    }
    isEmpty = token === '{' || token === '[';
    if (isEmpty) depth += 1;
  }
  return indented;
}
