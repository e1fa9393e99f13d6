import { MAX_SERIES_ASKED } from '@/lib/replay/state-bounds';

/**
 * The groups of series to request together, so that the given variables are included: stretches of the list of all variables,
 * which do not change as the view moves. A list that is cut has only the first variables; others, found by name, are requested
 * separately.
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
