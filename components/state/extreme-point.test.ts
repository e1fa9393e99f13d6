import { describe, expect, it } from 'vitest';
import type { VariableSeries } from '@/lib/api/contract';
import { extremePoint } from './extreme-point';

function seriesOf(...values: readonly unknown[]): VariableSeries {
  return {
    scope: 'global',
    agent_id: null,
    variable_name: 'price',
    key: 'price',
    event_count: values.length,
    first_turn: 0,
    last_turn: values.length - 1,
    points: values.map((value, turn) => ({ turn, value, event_id: `in-${String(turn)}` })),
  };
}

describe('the extreme point of a series', () => {
  it('lies farthest from the middle, above or below', () => {
    expect(extremePoint(seriesOf(5, 6, 5, 19, 6))).toEqual({
      turn: 3,
      value: 19,
      event_id: 'in-3',
    });
    expect(extremePoint(seriesOf(5, 6, -9, 8, 6))?.turn).toBe(2);
  });

  it('is the first of equal ones, among the numbers only', () => {
    expect(extremePoint(seriesOf('high', 1, 9, null, 1, 9, 1))?.turn).toBe(2);
  });

  it('is missing where nothing stands out', () => {
    expect(extremePoint(seriesOf(4, 4, 4))).toBeUndefined();
    expect(extremePoint(seriesOf('a', 'b'))).toBeUndefined();
    expect(extremePoint(undefined)).toBeUndefined();
  });
});
