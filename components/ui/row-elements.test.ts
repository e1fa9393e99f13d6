import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowElements } from './row-elements';

const windows = fc.array(
  fc
    .record({ first: fc.integer({ min: 0, max: 200 }), count: fc.integer({ min: 0, max: 60 }) })
    .map(({ first, count }) => Array.from({ length: count }, (_, at) => first + at)),
  { maxLength: 12 },
);

describe('elements of rows', () => {
  it('are given to the rows that come as others go', () => {
    const elements = createRowElements();
    expect([...elements.keysOf([10, 11, 12]).values()]).toEqual([0, 1, 2]);
    expect([...elements.keysOf([11, 12, 13]).values()]).toEqual([1, 2, 0]);
    expect([...elements.keysOf([9, 10, 11, 12, 13]).values()]).toEqual([3, 4, 1, 2, 0]);
  });

  it('are all used again for rows somewhere else', () => {
    const elements = createRowElements();
    elements.keysOf([10, 11, 12]);
    expect(new Set(elements.keysOf([7_000, 7_001, 7_002]).values())).toEqual(new Set([0, 1, 2]));
  });

  it('show one row each, keep it while it is shown, and are no more than are needed', () => {
    fc.assert(
      fc.property(windows, (shown) => {
        const elements = createRowElements();
        let before: ReadonlyMap<number, number> = new Map();
        for (const rows of shown) {
          const keys = elements.keysOf(rows);
          expect([...keys.keys()]).toEqual(rows);
          expect(new Set(keys.values()).size).toBe(rows.length);
          for (const row of rows) expect(keys.get(row)).toBe(before.get(row) ?? keys.get(row));
          const known = new Set(before.values());
          const reused = [...keys.values()].filter((key) => known.has(key));
          expect(reused).toHaveLength(Math.min(rows.length, known.size));
          before = keys;
        }
      }),
    );
  });
});
