import { breathe } from './work';

/**
 * Maps a list, some items at once, in order. The first error ends it, after the items under way.
 * @throws when the current work is cancelled or late
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  map: (item: Item, at: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  const left = items.entries();
  let isFailed = false;
  const workOn = async (): Promise<void> => {
    for (const [at, item] of left) {
      if (isFailed) return;
      try {
        await breathe();
        results[at] = await map(item, at);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  const working = Array.from({ length: Math.min(atOnce, items.length) }, workOn);
  await Promise.allSettled(working);
  await Promise.all(working);
  return results;
}
