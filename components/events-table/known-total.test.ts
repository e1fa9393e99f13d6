import { describe, expect, it } from 'vitest';
import { knownTotal, newerTotal } from './known-total';

describe('knownTotal', () => {
  it('follows what is newest where the end is out of view', () => {
    const known = { showsEnd: false, shown: 500 };
    expect(
      knownTotal({
        ...known,
        matches: { total: 900, askedAt: 2 },
        tail: { total: 800, askedAt: 1 },
      }),
    ).toBe(900);
    expect(
      knownTotal({
        ...known,
        matches: { total: 900, askedAt: 2 },
        tail: { total: 950, askedAt: 3 },
      }),
    ).toBe(950);
    expect(knownTotal({ ...known, matches: { total: 900, askedAt: 2 }, tail: undefined })).toBe(
      900,
    );
  });

  it('waits for the rows where the end is in view', () => {
    const known = { showsEnd: true, shown: 500, matches: { total: 900, askedAt: 2 } };
    expect(knownTotal({ ...known, tail: undefined })).toBe(500);
    expect(knownTotal({ ...known, tail: { total: 500, askedAt: 1 } })).toBe(500);
    expect(knownTotal({ ...known, tail: { total: 910, askedAt: 2 } })).toBe(910);
  });

  it('does not wait with rows that are no longer there', () => {
    const known = { showsEnd: true, shown: 500, matches: { total: 20, askedAt: 2 } };
    expect(knownTotal({ ...known, tail: { total: 500, askedAt: 1 } })).toBe(20);
  });
});

describe('the total that a page tells', () => {
  const total = (total: number, askedAt: number) => ({ total, askedAt });

  it('is that of the answer that was asked for last', () => {
    expect(newerTotal(total(900, 2), total(800, 1), false).total).toBe(900);
    expect(newerTotal(total(900, 2), total(950, 3), false).total).toBe(950);
  });

  it('is that of the rows in view while the end is one of them', () => {
    expect(newerTotal(total(900, 2), total(800, 1), true).total).toBe(800);
  });

  it('becomes less when the files were rewritten', () => {
    expect(newerTotal(total(10, 2), total(800, 1), true).total).toBe(10);
  });
});
