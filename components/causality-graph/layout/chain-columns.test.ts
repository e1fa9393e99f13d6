import { describe, expect, it } from 'vitest';
import { chainColumns, type CardTurns } from './chain-columns';

/** Cards named by their places, each of one turn. */
function cards(...turns: readonly number[]): readonly CardTurns[] {
  return turns.map((turn, at) => ({ id: String(at + 1), firstTurn: turn, lastTurn: turn }));
}

const roomy = { rows: 4, most: 10 };

describe('the columns of a chain', () => {
  it('follow turns', () => {
    expect(chainColumns(cards(10, 10, 10, 21, 22), roomy)).toEqual([['1', '2', '3'], ['4'], ['5']]);
  });

  it('are of about the same height where a turn has too many cards for one', () => {
    expect(chainColumns(cards(10, 10, 10, 10), { rows: 3, most: 10 })).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('are joined where there is no room for all, the shortest first', () => {
    expect(chainColumns(cards(1, 1, 1, 2, 3), { rows: 4, most: 2 })).toEqual([
      ['1', '2', '3'],
      ['4', '5'],
    ]);
  });

  it('are more than there is room for when they would be too high', () => {
    expect(chainColumns(cards(1, 1, 2, 2), { rows: 2, most: 1 })).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('have a run of changes that begins in the turn of the card before', () => {
    const run = { id: 'run', firstTurn: 10, lastTurn: 14 };
    expect(chainColumns([...cards(10), run, ...cards(14)], roomy)).toEqual([['1', 'run', '1']]);
  });
});
