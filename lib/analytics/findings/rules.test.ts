import { describe, expect, it } from 'vitest';
import type { Tallies, VariableMoves } from '../analysed-run';
import { chanceOf } from './failure-bursts';
import { countRejections, shownRejections } from './hidden-rejections';
import { longestRepetition } from './repeated-actions';
import { isSpike } from './spikes';
import { longStalls } from './stalls';
import { unactedTurns } from './unacted-decisions';

type Row = readonly [
  turn: number,
  decisions: number,
  actions: number,
  content: number,
  changes: number,
];

function talliesOf(rows: readonly Row[]): Tallies {
  const column = (at: number) => rows.map((row) => row[at] ?? 0);
  return {
    ...{ agents: ['', 'ada'], agent: rows.map(() => 1), turn: column(0), decisions: column(1) },
    ...{ plans: column(1), actions: column(2), actionContent: column(3), changes: column(4) },
    isCut: false,
  };
}

function rowsOf(rows: readonly Row[]) {
  return { agent: 'ada', from: 0, to: rows.length };
}

describe('decisions without an action', () => {
  it('have no action before the next decision, also in later turns', () => {
    const rows: readonly Row[] = [
      ...([
        [1, 1, 1, 5, 0],
        [2, 2, 0, 0, 0],
        [3, 1, 0, 0, 0],
        [4, 0, 1, 5, 0],
      ] as const),
      ...([[5, 1, 0, 0, 0]] as const),
    ];
    expect(unactedTurns(talliesOf(rows), rowsOf(rows))).toEqual({
      ...{ turns: [2, 5], decisions: 3, plans: 5 },
    });
  });
});

describe('the same action', () => {
  it('is repeated until another action or a changed variable', () => {
    const rows: readonly Row[] = [
      ...([
        [1, 1, 1, 5, 0],
        [2, 1, 1, 5, 0],
        [3, 0, 0, 0, 0],
        [4, 1, 1, 5, 0],
      ] as const),
      ...([
        [5, 1, 1, 6, 0],
        [6, 1, 1, 5, 0],
        [7, 1, 1, 5, 1],
        [8, 1, 1, 5, 0],
      ] as const),
    ];
    expect(longestRepetition(talliesOf(rows), rowsOf(rows))).toEqual({ turns: [1, 2, 4] });
  });

  it('is another one when it is done twice', () => {
    const rows: readonly Row[] = [
      [1, 0, 1, 8, 0],
      [2, 0, 2, 8, 0],
    ];
    expect(longestRepetition(talliesOf(rows), rowsOf(rows)).turns).toHaveLength(1);
  });
});

it('a spike is far beyond the usual and the next largest change', () => {
  const moves: VariableMoves = {
    ...{ scope: 'global', agent: null, name: 'price', changes: 20, usual: 1, largest: 6 },
    ...{ second: 4, place: 0, turn: 3 },
  };
  expect(isSpike(moves)).toBe(true);
  expect(isSpike({ ...moves, largest: 5.9 })).toBe(false);
  expect(isSpike({ ...moves, second: 4.1 })).toBe(false);
  expect(isSpike({ ...moves, changes: 7 })).toBe(false);
});

it('a stall is longer than 99 in 100 gaps, in a short run than the next shorter ones', () => {
  const gap = (seconds: number) => ({ micros: seconds * 1e6, before: 0, after: 1, turn: 1 });
  const longest = [gap(81), gap(6), gap(5), gap(4)];
  expect(longStalls({ count: 200, p99Micros: 81e6, longest })).toEqual([gap(81)]);
  expect(longStalls({ count: 5000, p99Micros: 1e6, longest })).toEqual(longest.slice(0, 3));
  expect(longStalls({ count: 19, p99Micros: 1, longest })).toEqual([]);
  expect(longStalls({ count: 5000, p99Micros: 1, longest: [gap(0.9)] })).toEqual([]);
});

it('the chance of so many failures is that of the Poisson distribution', () => {
  expect(chanceOf({ turn: 1, events: 100, failed: 4 }, 0.01)).toBeCloseTo(0.01899, 4);
  expect(chanceOf({ turn: 1, events: 100, failed: 10 }, 0.01)).toBeCloseTo(1.114e-7, 9);
  expect(chanceOf({ turn: 1, events: 100, failed: 1 }, 0.05)).toBe(1);
});

describe('rejections', () => {
  it('are counted in a document at any depth, without rates', () => {
    const result = {
      summary_stats: { validation: { total_rejected: 5, rejection_rate: 0.2, total: 25 } },
    };
    expect(countRejections(result)).toEqual({
      path: 'summary_stats.validation.total_rejected',
      count: 5,
    });
    expect(countRejections({ summary_stats: { total_rejected: 0 } })).toBeUndefined();
    expect(countRejections(undefined)).toBeUndefined();
  });

  it('are shown by failed actions and by kinds', () => {
    const row = { agent: 'ada', events: 4, failed: 2 };
    expect(
      shownRejections([
        { ...row, type: 'ACTION', kind: 'trade' },
        { ...row, type: 'SYSTEM', kind: 'action_rejected' },
        { ...row, type: 'SYSTEM', kind: 'timeout' },
      ]),
    ).toBe(6);
  });
});
