import { describe, expect, it } from 'vitest';
import { knownTotal } from './known-total';

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
