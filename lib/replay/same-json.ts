import { itemTexts, memberTexts } from '../json/member-text';

/** Deeper values are equal only when their texts are equal. */
const MAX_DEPTH = 100;
/** Longer exponents are not computed. */
const MAX_EXPONENT_DIGITS = 15;

/**
 * Whether two JSON texts have equal values: members in any order, numbers by their exact value (`1.0` equals `1`, and 2^53
 * differs from 2^53 + 1), strings by their characters.
 */
export function sameJson(a: string, b: string): boolean {
  return areSame(a.trim(), b.trim(), 0);
}

function areSame(a: string, b: string, depth: number): boolean {
  if (a === b) return true;
  const first = a.charAt(0);
  if (depth === MAX_DEPTH) return false;
  switch (first) {
    case '{':
      return first === b.charAt(0) && areSameObjects(memberTexts(a), memberTexts(b), depth + 1);
    case '[':
      return first === b.charAt(0) && areSameLists(itemTexts(a), itemTexts(b), depth + 1);
    case '"':
      return first === b.charAt(0) && JSON.parse(a) === JSON.parse(b);
    default: {
      const decimal = exactDecimal(a);
      return decimal !== undefined && decimal === exactDecimal(b);
    }
  }
}

function areSameObjects(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
  depth: number,
): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([name, value]) => {
    const other = b.get(name);
    return other !== undefined && areSame(value, other, depth);
  });
}

function areSameLists(a: readonly string[], b: readonly string[], depth: number): boolean {
  return a.length === b.length && a.every((item, at) => areSame(item, b[at] ?? '', depth));
}

/** A number in its canonical form; `undefined` for other texts. */
function exactDecimal(text: string): string | undefined {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = found;
  if (power.length > MAX_EXPONENT_DIGITS) return text;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') return '0';
  const significant = digits.replace(/0+$/, '');
  const exponent = Number(power) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${String(exponent)}`;
}
