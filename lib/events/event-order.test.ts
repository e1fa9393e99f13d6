import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEpochMicros } from './epoch-micros';
import { compareCodePoints, compareEvents } from './event-order';

describe('event order', () => {
  it('is by time, and by id only within one microsecond', () => {
    const early = { time: toEpochMicros(1n), event_id: 'z' };
    const late = { time: toEpochMicros(2n), event_id: 'a' };
    const lateToo = { time: toEpochMicros(2n), event_id: 'b' };
    expect([lateToo, late, early].sort(compareEvents)).toEqual([early, late, lateToo]);
  });

  it('compares ids as their UTF-8 bytes compare', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareCodePoints(a, b))).toBe(expected);
      }),
      { examples: [['\u{1F600}', '\uFFFD']] },
    );
  });
});
