import { MAX_SERIES_ASKED } from '@/lib/replay/state-bounds';

/**
 * Which series to ask for together, so that those of some variables are there: stretches of the list of all variables,
 * which stay the same as the view moves over it. Of very many variables the list has the first; others, which were found
 * by name, are asked for by themselves.
 */
export function sparklineBatches(
  all: readonly string[],
  wanted: ReadonlySet<string>,
  isListCut: boolean,
): readonly (readonly string[])[] {
  const batches: (readonly string[])[] = [];
  for (let start = 0; start < all.length; start += MAX_SERIES_ASKED) {
    const batch = all.slice(start, start + MAX_SERIES_ASKED);
    if (batch.some((key) => wanted.has(key))) batches.push(batch);
  }
  const known = new Set(all);
  const others = isListCut ? [...wanted].filter((key) => !known.has(key)) : [];
  for (let start = 0; start < others.length; start += MAX_SERIES_ASKED) {
    batches.push(others.slice(start, start + MAX_SERIES_ASKED));
  }
  return batches;
}
