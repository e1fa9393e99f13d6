import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEvents } from '../events/event-order';
import { readEvent } from '../events/read-event';
import { EventColumnsBuilder } from './event-columns';
import { orderOfRows } from './row-order';

// Few values, so that ties are frequent: before and after 1970, a microsecond apart, and beyond 32 bits.
const TIMES = [
  '1969-12-31T23:59:59.999999Z',
  '1970-01-01T00:00:00Z',
  '1970-01-01T01:11:34.967296Z',
  '2026-10-04T14:00:00.000000Z',
  '2026-10-04T14:00:00.000001Z',
] as const;
const IDS = [
  ...['01M43MGC6AWK8A9FN7F0ZEZP00', '01M43MGC6AWK8A9FN7F0ZEZP01', '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'],
  ...['01M43MGC', 'a', '😀', '\uFFFD'],
] as const;

const event = fc.record({
  timestamp: fc.constantFrom(...TIMES),
  event_id: fc.constantFrom(...IDS),
});

describe('orderOfRows', () => {
  it('finds for any events the same as sorting them', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (fields) => {
        const events = fields.map((some) => {
          const reading = readEvent({ ...some, turn_number: 0, event_type: 'ACTION' });
          if (reading.event === undefined) throw new Error(reading.reason);
          return reading.event;
        });
        const columns = new EventColumnsBuilder();
        for (const [at, one] of events.entries()) columns.addEvent(one, 0n, at, 1);
        const order = orderOfRows(columns);
        const sorted = events.toSorted(compareEvents);
        if (order === undefined) {
          expect(events).toEqual([]);
          return;
        }
        expect(order.isOrdered).toBe(events.every((one, at) => one === sorted[at]));
        expect(compareEvents(events[order.first]!, sorted[0]!)).toBe(0);
        expect(compareEvents(events[order.last]!, sorted.at(-1)!)).toBe(0);
      }),
      { numRuns: 500, seed: 20_261_130 },
    );
  });
});
