import { describe, expect, it } from 'vitest';
import type { Comparison } from '@/lib/api/client';
import { axisLabels } from './axis-labels';
import { differingShare, shareText } from './differing-share';
import { turnsWithDifferences } from './find-difference';
import { turnAxis } from './turn-axis';

function stretch(first_turn: number, last_turn: number, changed = 0): Comparison['turns'][number] {
  const counts = { a: 10, b: 10, same: 10 - changed, changed, missing: 0, extra: 0 };
  return { first_turn, last_turn, ...counts, is_reordered: false };
}

describe('turns with differences', () => {
  const turns = [
    stretch(0, 0),
    stretch(1, 1, 2),
    stretch(2, 4, 1),
    stretch(5, 9),
    stretch(10, 10, 1),
  ];

  it('follow a turn, and begin with it', () => {
    expect([...turnsWithDifferences(turns, 2, 'next')]).toEqual([2, 3, 4, 10]);
    expect([...turnsWithDifferences(turns, 5, 'next')]).toEqual([10]);
  });

  it('are walked back from a turn', () => {
    expect([...turnsWithDifferences(turns, 3, 'previous')]).toEqual([3, 2, 1]);
    expect([...turnsWithDifferences(turns, 0, 'previous')]).toEqual([]);
  });

  it('include turns that were reordered', () => {
    expect([
      ...turnsWithDifferences([{ ...stretch(0, 0), is_reordered: true }], 0, 'next'),
    ]).toEqual([0]);
  });
});

it('does not round a difference away', () => {
  expect(differingShare(stretch(1, 1, 5))).toBe(0.5);
  expect([0, 0.001, 0.5, 0.999, 1].map(shareText)).toEqual([
    '0 %',
    '<1 %',
    '50 %',
    '>99 %',
    '100 %',
  ]);
});

it('labels the turn of the cursor first, and no label covers another', () => {
  const axis = turnAxis({ first: 0, last: 40 }, 700);
  const labels = axisLabels(axis, [22, 21]);
  expect(labels.filter(({ isChosen }) => isChosen).map(({ turn }) => turn)).toEqual([22]);
  const places = labels.map(({ turn }) => axis.x(turn));
  for (const [at, place] of places.entries()) {
    if (at > 0) expect(place - (places[at - 1] ?? 0)).toBeGreaterThan(14);
  }
});
