import { breathe, isBreathDue } from '../work/work';

/** A place in each of two sequences. */
export interface CommonPlace {
  readonly a: number;
  readonly b: number;
}

/** With more pairs of equal tokens than this, of tokens that repeat only pairs near the diagonal are considered. */
const MAX_PAIRS = 2_000_000;
/** Such pairs have about the same number of equal tokens before them: they differ by at most this much. */
const NEAR = 32;

/**
 * The longest common subsequence of two sequences of tokens (Hunt and Szymanski). Exact, unless tokens repeat so often that
 * there are more than {@link MAX_PAIRS} pairs of equal ones.
 */
export async function longestCommon(
  a: readonly number[],
  b: readonly number[],
): Promise<readonly CommonPlace[]> {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1])
    [endA, endB] = [endA - 1, endB - 1];
  return [
    ...Array.from({ length: start }, (_, at) => ({ a: at, b: at })),
    ...(await commonBetween(a, b, start, endA, endB)),
    ...Array.from({ length: a.length - endA }, (_, at) => ({ a: endA + at, b: endB + at })),
  ];
}

async function commonBetween(
  a: readonly number[],
  b: readonly number[],
  start: number,
  endA: number,
  endB: number,
): Promise<readonly CommonPlace[]> {
  const placesInB = new Map<number, number[]>();
  for (let at = start; at < endB; at++) push(placesInB, b[at] ?? -1, at);
  let pairs = 0;
  for (let at = start; at < endA; at++) pairs += placesInB.get(a[at] ?? -1)?.length ?? 0;
  const isNearOnly = pairs > MAX_PAIRS;
  const seen = new Map<number, number>();

  // By the length of a common subsequence: the pair at which the best one of this length ends.
  const ends: number[] = [];
  const endPairs: number[] = [];
  const pairA: number[] = [];
  const pairB: number[] = [];
  const before: number[] = [];
  for (let at = start; at < endA; at++) {
    if (isBreathDue()) await breathe();
    const token = a[at] ?? -1;
    const all = placesInB.get(token);
    if (all === undefined) continue;
    const nth = seen.get(token) ?? 0;
    seen.set(token, nth + 1);
    const places = isNearOnly ? all.slice(Math.max(0, nth - NEAR), nth + NEAR + 1) : all;
    // Backwards, so that no two pairs of the same place in `a` follow each other.
    for (let back = places.length - 1; back >= 0; back--) {
      const place = places[back] ?? 0;
      const length = firstNotBelow(ends, place);
      pairA.push(at);
      pairB.push(place);
      before.push(length === 0 ? -1 : (endPairs[length - 1] ?? -1));
      ends[length] = place;
      endPairs[length] = pairA.length - 1;
    }
  }
  const found: CommonPlace[] = [];
  for (let pair = endPairs.at(-1) ?? -1; pair >= 0; pair = before[pair] ?? -1) {
    found.push({ a: pairA[pair] ?? 0, b: pairB[pair] ?? 0 });
  }
  return found.reverse();
}

/** The first place in a sorted list with a number that is not below this one. */
function firstNotBelow(sorted: readonly number[], number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
