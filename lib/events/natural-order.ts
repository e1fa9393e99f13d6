import { compareCodePoints } from './event-order';

const DIGITS = /[0-9]+/g;
/** A longer number is as long as this for its place in the order. It is below the surrogates. */
const MAX_LENGTH = 0xd000;

/**
 * The order of names for people: numbers in names by value (agent_2 before agent_10), letters without regard to their case (ada
 * before Ben), all else by code points.
 */
export function compareNaturally(a: string, b: string): number {
  return compareCodePoints(naturalKey(a), naturalKey(b)) || compareCodePoints(a, b);
}

/**
 * A text by whose code points names are in natural order. Names that differ by leading zeros or by the case of letters alone
 * have the same key; they are in the order of the names themselves.
 */
export function naturalKey(name: string): string {
  return name.toLowerCase().replace(DIGITS, (digits) => {
    const number = digits.replace(/^0+(?=.)/, '');
    // A zero stands for any number among other letters, then the longer number is the larger.
    return `0${String.fromCharCode(Math.min(number.length, MAX_LENGTH))}${number}`;
  });
}
