import { describe, expect, it } from 'vitest';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import { matchCriteria } from '@/lib/filters/match-criteria';
import { readEvent } from '@/lib/events/read-event';
import { timeAxis, timestampAt, turnAxis } from './axis-model';

const micros = (text: string) => Number(parseTimestamp(text));
const START = micros('2026-10-04T14:00:00Z');

describe('the axis of turns', () => {
  const times = new Map([
    [3, { first: START, last: START + 1000 }],
    [4, { first: START + 5000, last: START + 9000 }],
  ]);
  const axis = turnAxis(0, 4, times);

  it('gives each turn the same width, the last one included', () => {
    expect(axis.extent).toEqual({ from: 0, to: 5 });
  });

  it('places events within their turn by their time, or in its middle', () => {
    const place = (turn: number, time: number) => axis.placeOf({ turn, time });
    expect(place(3, START)).toBeCloseTo(3.04);
    expect(place(3, START + 1000)).toBeCloseTo(3.96);
    expect(place(3, START + 500)).toBeCloseTo(3.5);
    expect(place(2, START)).toBe(2.5);
  });

  it('asks for whole turns', () => {
    expect(axis.toCriteria({ from: 2.2, to: 3.1 })).toEqual({ turn_start: 2, turn_end: 3 });
    expect(axis.toCriteria({ from: 2, to: 3 })).toEqual({ turn_start: 2, turn_end: 2 });
    expect(axis.toPartCriteria({ from: 2.2, to: 3.1 })).toEqual({ turn_start: 2, turn_end: 3 });
  });

  it('asks for the part of a turn that holds what is placed in a range', () => {
    const range = { from: 3.3, to: 4.4 };
    const isMatch = matchCriteria(axis.toPartCriteria(range));
    const matches = [...times].flatMap(([turn, { first, last }]) =>
      [0, 0.25, 0.5, 0.75, 1].map((share) => {
        const time = first + share * (last - first);
        const event_type = 'ACTION';
        const line = { event_id: 'a', event_type, turn_number: turn, timestamp: timestampAt(time) };
        const { event } = readEvent(line);
        const place = axis.placeOf({ turn, time });
        const isIn = place >= range.from && place <= range.to;
        return [event !== undefined && isMatch(event, ''), isIn] as const;
      }),
    );
    expect(matches.filter(([, isIn]) => isIn).length).toBeGreaterThan(2);
    for (const [isMatched, isIn] of matches) expect(isMatched).toBe(isIn);
  });
});

describe('the axis of time', () => {
  it('shows all events, with a margin', () => {
    const { extent } = timeAxis(START, START + 1e6);
    expect(extent.from).toBeLessThan(START);
    expect(extent.to).toBeGreaterThan(START + 1e6);
  });

  it('asks for the times of a range, of a folded one for the times it stands for', () => {
    const fold = {
      start: START + 10,
      end: START + 1000,
      cutStart: START + 20,
      cutEnd: START + 990,
    };
    const axis = timeAxis(START, START + 2000, [fold], 'folded');
    expect(axis.placeOf({ turn: 0, time: START + 1000 })).toBe(START + 30);
    expect(axis.toCriteria({ from: START + 5, to: START + 30 })).toEqual({
      start_timestamp: timestampAt(START + 5),
      end_timestamp: timestampAt(START + 1000),
    });
    expect(axis.toPlaces(axis.toSpan({ from: START + 5, to: START + 40 }))).toEqual({
      from: START + 5,
      to: START + 40,
    });
  });

  it('knows no times beyond the years of the format', () => {
    expect(timestampAt(-1e18)).toBe('0001-01-01T00:00:00.000000+00:00');
    expect(timestampAt(1e18)).toMatch(/^9999-12-31T23:59:59\.999/);
  });
});
