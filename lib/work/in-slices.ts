import { breathe, isBreathDue } from './work';

/** Maps a list in slices. @throws when the current work is cancelled or late */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  map: (item: Item, at: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [at, item] of items.entries()) {
    if (isBreathDue()) await breathe();
    results.push(map(item, at));
  }
  return results;
}

/** The number of items that are sorted without a pause. */
const SORTED_AT_ONCE = 4096;

/**
 * The first `limit` items in order, found in slices. The sort is stable.
 * @throws when the current work is cancelled or late
 */
export async function firstInOrder<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
  limit: number,
): Promise<readonly Item[]> {
  // Steps of at least `limit` items keep the number of comparisons per item small.
  const step = Math.max(SORTED_AT_ONCE, limit);
  let first: readonly Item[] = [];
  for (let at = 0; at < items.length; at += step) {
    await breathe();
    first = [...first, ...items.slice(at, at + step)].sort(compare).slice(0, limit);
  }
  return first;
}

/**
 * All items in order, sorted in slices. The sort is stable.
 * @throws when the current work is cancelled or late
 */
export async function sortInSlices<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Promise<readonly Item[]> {
  let runs: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += SORTED_AT_ONCE) {
    await breathe();
    runs.push(items.slice(at, at + SORTED_AT_ONCE).sort(compare));
  }
  while (runs.length > 1) {
    const merged: (readonly Item[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Promise<readonly Item[]> {
  const merged: Item[] = [];
  const behind = right.values();
  let next = behind.next();
  for (const item of left) {
    if (isBreathDue()) await breathe();
    for (; next.done !== true && compare(next.value, item) < 0; next = behind.next()) {
      merged.push(next.value);
    }
    merged.push(item);
  }
  for (; next.done !== true; next = behind.next()) merged.push(next.value);
  return merged;
}
