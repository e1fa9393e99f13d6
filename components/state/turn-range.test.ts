import { describe, expect, it } from 'vitest';
import { clampTurn, shareOfTurn, turnRange } from './turn-range';

describe('turnRange', () => {
  it('is from the first to the last turn of events and checkpoints together', () => {
    expect(turnRange({ first_turn: 1, last_turn: 8 }, [])).toEqual({ first: 1, last: 8 });
    expect(turnRange({ first_turn: 1, last_turn: 8 }, [0, 12])).toEqual({ first: 0, last: 12 });
    expect(turnRange({ first_turn: null, last_turn: null }, [3])).toEqual({ first: 3, last: 3 });
  });

  it('is none where there are no turns', () => {
    expect(turnRange({ first_turn: null, last_turn: null }, [])).toBeUndefined();
  });
});

describe('a turn in a range', () => {
  it('is brought to its nearer end from outside', () => {
    expect([0, 5, 99].map((turn) => clampTurn(turn, { first: 2, last: 8 }))).toEqual([2, 5, 8]);
  });

  it('is so far along', () => {
    expect([2, 5, 8, 9].map((turn) => shareOfTurn(turn, { first: 2, last: 8 }))).toEqual([
      ...[0, 0.5, 1, 1],
    ]);
    expect(shareOfTurn(4, { first: 4, last: 4 })).toBe(0);
  });
});
