import { describe, expect, it } from 'vitest';
import { turnAxis } from './axis-model';
import { spreadTurns } from './spread-turns';

const MODEL = turnAxis(0, 40, new Map());

describe('events of a turn', () => {
  it('are spread by their order, others among them by their time', () => {
    const event = (id: string, time: number) => ({
      id,
      time,
      turn: 3,
      type: 'ACTION',
      agent: '',
      text: '',
      isFailed: false,
    });
    const spread = spreadTurns(MODEL, [
      event('a', 0),
      event('b', 1),
      event('c', 1),
      event('d', 900),
    ]);
    const places = ['a', 'b', 'c', 'd'].map((id) => spread.placeOf({ id, turn: 3, time: 0 }));
    const steps = places.slice(1).map((place, at) => place - (places[at] ?? 0));
    for (const step of steps) expect(step).toBeCloseTo(0.235);
    const other = spread.placeOf({ id: 'not shown', turn: 3, time: 500 });
    expect(other).toBeGreaterThan(places[2] ?? 9);
    expect(other).toBeLessThan(places[3] ?? 0);
    expect(spread.placeOf({ id: 'x', turn: 7, time: 0 })).toBe(7.5);
  });
});
