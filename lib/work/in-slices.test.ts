import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstInOrder, sortInSlices } from './in-slices';

/** Numbers with many ties, each with its index. */
const manyItems = fc
  .array(fc.nat(50), { minLength: 0, maxLength: 300 })
  .map((few) => Array.from({ length: few.length * 40 }, (_, at) => few[(at * 7) % few.length] ?? 0))
  .map((numbers) => numbers.map((number, at) => ({ number, at })));

type Item = { readonly number: number; readonly at: number };
const byNumber = (a: Item, b: Item): number => a.number - b.number;

describe('items in order, in slices', () => {
  it('equal a stable sort', async () => {
    await fc.assert(
      fc.asyncProperty(manyItems, fc.nat(9000), async (items, limit) => {
        const sorted = items.toSorted(byNumber);
        expect(await sortInSlices(items, byNumber)).toEqual(sorted);
        expect(await firstInOrder(items, byNumber, limit)).toEqual(sorted.slice(0, limit));
      }),
      { numRuns: 20, seed: 20_261_130 },
    );
  });

  it('let others in meanwhile', async () => {
    const items = Array.from({ length: 400_000 }, (_, at) => ({
      number: (at * 7919) % 400_009,
      at,
    }));
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await sortInSlices(items, byNumber);
    await firstInOrder(items, byNumber, 10);
    isDone = true;
    expect(turns).toBeGreaterThan(3);
  });
});
