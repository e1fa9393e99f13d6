import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeLog } from './change-log';

describe('ChangeLog', () => {
  it('knows of no change before the first', () => {
    expect(new ChangeLog(5n).unchangedBefore(5n)).toBe(Infinity);
  });

  it('knows no changes before its start', () => {
    expect(new ChangeLog(5n).unchangedBefore(4n)).toBe(0);
  });

  it('reports the earliest changed event since a revision, with any changes in between', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 30 }), fc.nat(30), (places, since) => {
        const log = new ChangeLog(0n);
        places.forEach((place, at) => log.note(BigInt(at + 1), place));
        const later = places.filter((_, at) => at + 1 > since);
        expect(log.unchangedBefore(BigInt(since))).toBe(Math.min(Infinity, ...later));
      }),
    );
  });

  it('drops old changes instead of growing without bound, and reports that', () => {
    const log = new ChangeLog(0n);
    for (let commit = 1; commit <= 5000; commit++) log.note(BigInt(commit), commit * 10);
    expect(log.unchangedBefore(1n)).toBe(0);
    expect(log.unchangedBefore(4990n)).toBe(49_910);
  });
});
