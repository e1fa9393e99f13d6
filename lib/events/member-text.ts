const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * The value of a member of a JSON object as it is written: numbers keep their digits, which `JSON.parse` and
 * `JSON.stringify` would not. Of a name that stands twice the last, as `JSON.parse` has it.
 * @param objectText valid JSON, an object
 */
export function memberText(objectText: string, name: string): string | undefined {
  let found: string | undefined;
  for (let at = skipBlanks(objectText, objectText.indexOf('{') + 1); ;) {
    if (objectText.charCodeAt(at) !== QUOTE) return found;
    const nameEnd = endOfString(objectText, at);
    const isWanted = isName(objectText.slice(at, nameEnd), name);
    // Past the colon.
    const start = skipBlanks(objectText, skipBlanks(objectText, nameEnd) + 1);
    const end = endOfValue(objectText, start);
    if (isWanted) found = objectText.slice(start, end);
    at = skipBlanks(objectText, end);
    if (objectText.charCodeAt(at) === COMMA) at = skipBlanks(objectText, at + 1);
  }
}

function isName(quoted: string, name: string): boolean {
  return quoted.includes('\\') ? JSON.parse(quoted) === name : quoted.slice(1, -1) === name;
}

function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return endOfString(text, start);
  if (first === '{' || first === '[') return endOfContainer(text, start);
  let at = start;
  while (at < text.length && !',}]'.includes(text.charAt(at)) && !isBlank(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at) - 1;
        break;
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        depth--;
        if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** Where a string that begins at a quote is over. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}
