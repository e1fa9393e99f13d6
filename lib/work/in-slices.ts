import { breathe, isBreathDue } from './work';

/** Maps a list in slices. @throws when the work under way is cancelled or late */
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
