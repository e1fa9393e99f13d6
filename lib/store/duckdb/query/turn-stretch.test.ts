import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchAround, stretchOfPage } from './turn-stretch';

/** The turns of the matches, block by block: mostly ascending. */
const anyBlocks = fc
  .array(fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 14 })
  .map((blocks) => blocks.map((turns, at) => turns.map((turn) => turn + at * 5)));

function rangesOf(blocks: readonly (readonly number[])[]) {
  return blocks.map((turns) => ({
    count: turns.length,
    firstTurn: Math.min(...turns),
    lastTurn: Math.max(...turns),
  }));
}

describe('the turns of a page', () => {
  it('hold each of its matches', () => {
    let found = 0;
    fc.assert(
      fc.property(anyBlocks, fc.nat(), fc.nat(9), (blocks, start, size) => {
        const turns = blocks.flat().sort((a, b) => a - b);
        const first = start % turns.length;
        const last = Math.min(turns.length, first + size + 1);
        const stretch = stretchOfPage(rangesOf(blocks), first, last);
        if (stretch === undefined) return;
        found++;
        expect(stretch.from).toBeLessThanOrEqual(turns[first] ?? -1);
        expect(stretch.to).toBeGreaterThanOrEqual(turns[last - 1] ?? Infinity);
      }),
      { seed: 21, numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it('hold the turn of an event', () => {
    fc.assert(
      fc.property(anyBlocks, fc.nat(90), (blocks, turn) => {
        const turns = blocks.flat();
        const stretch = stretchAround(rangesOf(blocks), turn);
        if (stretch === undefined || !turns.includes(turn)) return;
        expect(stretch.from).toBeLessThanOrEqual(turn);
        expect(stretch.to).toBeGreaterThanOrEqual(turn);
      }),
      { seed: 22, numRuns: 2000 },
    );
  });
});
