/**
 * JSON as it was written: numbers keep their digits (`1.0`, integers beyond 2^53), objects the order of their keys and
 * keys that stand twice. `JSON.parse` loses all of these.
 */
export type ExactJson =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly ExactJson[] }
  | ExactObject;

export interface ExactObject {
  readonly kind: 'object';
  readonly entries: readonly (readonly [key: string, value: ExactJson])[];
}

const TOKEN = /\s*([{}[\]:,]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\]:,"]+)/y;

/** Reads valid JSON. @throws {SyntaxError} when it is not. */
export function parseExactJson(text: string): ExactJson {
  JSON.parse(text);
  const tokens = tokenise(text);
  return readValue(tokens, tokens.next().value ?? '');
}

/** A value that was read by `JSON.parse`, with the digits that are left of it; `undefined` stays what it is. */
export function exactJsonOf(value: unknown): ExactJson | undefined {
  return value === undefined ? undefined : parseExactJson(JSON.stringify(value));
}

/** The value of a key, the last one if there are several, as `JSON.parse` has it. */
export function member(value: ExactJson | undefined, key: string): ExactJson | undefined {
  if (value?.kind !== 'object') return undefined;
  return value.entries.findLast(([name]) => name === key)?.[1];
}

/** What is in an object or a list, in its order; members of a list are named by their number. */
export function membersOf(value: ExactJson): readonly (readonly [name: string, ExactJson])[] {
  if (value.kind === 'object') return value.entries;
  return value.kind === 'array' ? value.items.map((item, at) => [String(at), item]) : [];
}

/** Whether a value needs more than a line. */
export function isTree(value: ExactJson): boolean {
  if (value.kind === 'array') return value.items.length > 0;
  return value.kind === 'object' && value.entries.length > 0;
}

/** On one line: strings bare, everything else as JSON. */
export function inlineText(value: ExactJson): string {
  return value.kind === 'string' ? value.value : jsonText(value);
}

/** Compact JSON again, digits as they were. */
export function jsonText(value: ExactJson): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return value.text;
    case 'array':
      return `[${value.items.map(jsonText).join(',')}]`;
    case 'object':
      return `{${value.entries.map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`).join(',')}}`;
  }
}

function* tokenise(text: string): Generator<string, undefined> {
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    yield match[1] ?? '';
  }
  return undefined;
}

function readValue(tokens: Iterator<string, undefined>, token: string): ExactJson {
  if (token === '{') return { kind: 'object', entries: readEntries(tokens) };
  if (token === '[') return { kind: 'array', items: readItems(tokens) };
  if (token.startsWith('"')) return { kind: 'string', value: readString(token) };
  if (token === 'null') return { kind: 'null' };
  if (token === 'true' || token === 'false') return { kind: 'boolean', value: token === 'true' };
  return { kind: 'number', text: token };
}

function readEntries(tokens: Iterator<string, undefined>): ExactObject['entries'] {
  const entries: (readonly [string, ExactJson])[] = [];
  for (let token = next(tokens); token !== '}'; token = next(tokens)) {
    if (token === ',') continue;
    next(tokens); // the colon
    entries.push([readString(token), readValue(tokens, next(tokens))]);
  }
  return entries;
}

function readItems(tokens: Iterator<string, undefined>): readonly ExactJson[] {
  const items: ExactJson[] = [];
  for (let token = next(tokens); token !== ']'; token = next(tokens)) {
    if (token !== ',') items.push(readValue(tokens, token));
  }
  return items;
}

function next(tokens: Iterator<string, undefined>): string {
  const { value } = tokens.next();
  if (value === undefined) throw new SyntaxError('unexpected end of JSON');
  return value;
}

function readString(token: string): string {
  return String(JSON.parse(token));
}
