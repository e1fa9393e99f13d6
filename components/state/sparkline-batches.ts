import { MAX_SERIES_ASKED } from '@/lib/replay/state-bounds';

/**
 * Which series to ask for together, so that those of some variables are there: stretches of the list of all variables,
 * which stay the same as the view moves over it.
 */
export function sparklineBatches(
  all: readonly string[],
  wanted: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const batches: (readonly string[])[] = [];
  for (let start = 0; start < all.length; start += MAX_SERIES_ASKED) {
    const batch = all.slice(start, start + MAX_SERIES_ASKED);
    if (batch.some((key) => wanted.has(key))) batches.push(batch);
  }
  return batches;
}
