/** A string with its quotes, a bracket, a comma or colon, white space, or another token. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|\s+|[^\s"[\]{},:]+/g;

/** Deeper lines are not indented further. */
const MAX_DEPTH = 40;

/**
 * Indents JSON, keeping numbers, strings and order. Text that is not JSON comes back with arbitrary line breaks.
 * @param maxLength stops after this many characters. Default: no limit.
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
