import { isIdText, isVolatileField } from '../events/volatile-fields';
import { eachItem, eachMember, nameOf } from '../json/member-text';

// The content of an event as 64 bits, computed from the text of its line. assembly/content.ts computes the same from bytes.
//
// Equal contents have equal bits: members may be in any order, numbers are compared by their decimal value, texts without their
// escapes. Volatile fields are left out, and texts that are ids count as one. Names and ids with escapes are of neither.

const BITS = 64;
const FACTOR = 0x9e37_79b9_7f4a_7c15n;
const MASK = (1n << 64n) - 1n;

/** Where hashes begin, by the sort of value. */
const TEXT = 0x7465_7874n;
const NUMBER = 0x6e75_6d62n;
const NEGATIVE = 0x2d00_0000n;
const WORD = 0x776f_7264n;
const LIST = 0x6c69_7374n;
const OBJECT = 0x6f62_6a65n;
const DESCRIPTION = 0x6465_7363n;
const DEEP = 0x6465_6570n;

const WORDS: ReadonlyMap<string, bigint> = new Map([
  ['null', step(WORD, 1n)],
  ['true', step(WORD, 2n)],
  ['false', step(WORD, 3n)],
]);
const ID = step(WORD, 4n);

/** Values nested deeper than this in a field of details are compared as written. */
const MAX_DEPTH = 30;

/** The fields and texts that count as content. */
export interface ContentRules {
  /** Whether a field is left out. The path has the names from the details down to the field. */
  readonly isIgnored: (name: string, path: readonly string[]) => boolean;
  /** Replaces a text before it is compared. Default: no text is replaced. */
  readonly replace?: (text: string) => string;
}

export const DEFAULT_RULES: ContentRules = { isIgnored: isVolatileField };

/**
 * The content of the event in a line: of its `details`, if they are an object, otherwise of its `description`; 0 for neither.
 * @param line valid JSON, an object
 */
export function contentHash(line: string, rules: ContentRules = DEFAULT_RULES): bigint {
  let details: bigint | undefined;
  let description = 0n;
  for (const { quoted, start, end } of eachMember(line)) {
    const name = nameOf(quoted);
    if (name === 'details') {
      details = line[start] === '{' ? hashObject(line.slice(start, end), rules, []) : undefined;
    } else if (name === 'description') {
      const text = line.slice(start, end);
      description = text.startsWith('"') && text !== '""' ? step(DESCRIPTION, hashText(text)) : 0n;
    }
  }
  return details ?? description;
}

function step(hash: bigint, word: bigint): bigint {
  const mixed = ((hash ^ word) * FACTOR) & MASK;
  return mixed ^ (mixed >> 32n);
}

function hashValue(
  json: string,
  rules: ContentRules,
  path: readonly string[],
  depth: number,
): bigint {
  switch (json[0]) {
    case '"':
      return hashText(json, rules);
    case '{':
      return depth < MAX_DEPTH ? hashObject(json, rules, path, depth + 1) : hashDeep(json);
    case '[':
      return depth < MAX_DEPTH ? hashList(json, rules, path, depth + 1) : hashDeep(json);
    default:
      return WORDS.get(json) ?? hashNumber(json);
  }
}

function hashObject(json: string, rules: ContentRules, path: readonly string[], depth = 0): bigint {
  let sum = 0n;
  for (const { quoted, start, end } of eachMember(json)) {
    const name = nameOf(quoted);
    const own = [...path, name];
    if (rules.isIgnored(quoted.slice(1, -1), own)) continue;
    sum += step(hashText(quoted, rules), hashValue(json.slice(start, end), rules, own, depth));
  }
  return step(OBJECT, sum & MASK);
}

function hashList(
  json: string,
  rules: ContentRules,
  path: readonly string[],
  depth: number,
): bigint {
  let hash = LIST;
  let count = 0n;
  for (const { start, end } of eachItem(json)) {
    hash = step(hash, hashValue(json.slice(start, end), rules, path, depth));
    count++;
  }
  return step(hash, count);
}

function hashDeep(json: string): bigint {
  return hashBytes(Buffer.from(json), DEEP);
}

function hashText(quoted: string, { replace }: Pick<ContentRules, 'replace'> = {}): bigint {
  const written = quoted.slice(1, -1);
  if (isIdText(written)) return ID;
  const text = nameOf(quoted);
  // Half a surrogate pair becomes U+FFFD.
  return hashBytes(Buffer.from(replace === undefined ? text : replace(text)), TEXT);
}

function hashBytes(bytes: Buffer, start: bigint): bigint {
  let hash = start;
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) hash = step(hash, bytes.readBigUInt64LE(at));
  if (at < bytes.length) {
    const rest = Buffer.alloc(8);
    bytes.copy(rest, 0, at);
    hash = step(hash, rest.readBigUInt64LE());
  }
  return step(hash, BigInt(bytes.length));
}

/** By the decimal value: 1, 1.0 and 10e-1 are equal. */
function hashNumber(written: string): bigint {
  const parts = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<decimals>\d+))?(?:[eE](?<power>.+))?$/.exec(
    written,
  );
  const { sign = '', whole = '', decimals = '', power = '0' } = parts?.groups ?? {};
  const all = `${whole}${decimals}`;
  const digits = withoutTrailingZeros(all);
  const value = digitsModulo(digits);
  if (/^0*$/.test(digits)) return step(step(NUMBER, 0n), 0n);
  const exponent = BigInt(all.length - digits.length - decimals.length) + integerModulo(power);
  const hash = step(sign === '-' ? NUMBER ^ NEGATIVE : NUMBER, value);
  return step(hash, BigInt.asUintN(BITS, exponent));
}

/** Not by a regular expression, which looks at a million zeros a million times. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function integerModulo(written: string): bigint {
  const value = digitsModulo(written.replace(/^[-+]/, ''));
  return written.startsWith('-') ? -value : value;
}

/** The number of these digits modulo 2^64, in pieces: a million digits take too long as one. */
function digitsModulo(digits: string): bigint {
  let value = 0n;
  for (let at = 0; at < digits.length; at += 15) {
    const piece = digits.slice(at, at + 15);
    value = (value * 10n ** BigInt(piece.length) + BigInt(piece)) & MASK;
  }
  return value;
}
