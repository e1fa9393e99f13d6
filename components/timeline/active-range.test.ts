import { describe, expect, it } from 'vitest';
import { activeRange, withoutRange, withRange } from './active-range';
import { timeAxis, timestampAt, turnAxis } from './axis-model';

const START = 1_791_122_400_000_000;
const turns = turnAxis(0, 40, new Map());
const times = timeAxis(START, START + 1e9);

describe('the range of the filter', () => {
  it('holds the turns it names, whole', () => {
    expect(activeRange({ turn_start: 28, turn_end: 36 }, turns)).toEqual({ from: 28, to: 37 });
    expect(activeRange({ turn_end: 36 }, turns)).toEqual({ from: 0, to: 37 });
    expect(activeRange({ turn_start: 28 }, turns)).toEqual({ from: 28, to: 41 });
    expect(activeRange({ event_types: ['ACTION'] }, turns)).toBeNull();
    expect(activeRange({ turn_start: 28 }, times)).toBeNull();
  });

  it('is empty where the start is after the end', () => {
    expect(activeRange({ turn_start: 30, turn_end: 10 }, turns)).toEqual({ from: 30, to: 30 });
    const reversed = { start_timestamp: timestampAt(START + 9), end_timestamp: timestampAt(START) };
    expect(activeRange(reversed, times)).toEqual({ from: START + 9, to: START + 9 });
  });

  it('is set to whole turns that hold what was drawn, other conditions staying', () => {
    const criteria = { q: 'grain', turn_start: 1, start_timestamp: timestampAt(START) };
    expect(withRange(criteria, turns, { from: 27.4, to: 36.2 })).toEqual({
      ...criteria,
      turn_start: 27,
      turn_end: 36,
    });
    expect(withRange(criteria, turns, { from: 5.1, to: 5.2 })).toMatchObject({
      turn_start: 5,
      turn_end: 5,
    });
  });

  it('comes back as it was set', () => {
    const range = { from: START + 1_000_000, to: START + 2_500_001 };
    expect(activeRange(withRange({}, times, range), times)).toEqual(range);
    expect(activeRange(withRange({}, turns, { from: 5, to: 9 }), turns)).toEqual({
      from: 5,
      to: 9,
    });
  });

  it('is taken away on its own axis only', () => {
    const criteria = { turn_start: 1, turn_end: 2, end_timestamp: timestampAt(START) };
    expect(withRange(criteria, turns, null)).toEqual({ end_timestamp: timestampAt(START) });
    expect(withoutRange(criteria, 'folded')).toEqual({ turn_start: 1, turn_end: 2 });
  });
});
