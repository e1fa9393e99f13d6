import { expect, it } from 'vitest';
import { readoutOf } from './readout';

const LINE = { run: 'r', group: 0, answer: null, values: [1, 9, null, 9.5] };
const TURNS = [0, 5, 10, 15];

it('says the value of a turn, and the highest one', () => {
  expect(readoutOf(LINE, 1, TURNS, 'run 7')).toEqual({
    turn: 5,
    value: 9,
    words: ['run 7', 'turn 5: 9', 'highest 9.5 in turn 15'],
  });
});

it('marks the highest value of a run without a turn, and no point where the run has no value', () => {
  expect(readoutOf(LINE, null, TURNS, 'run 7')).toMatchObject({ turn: 15, value: 9.5 });
  expect(readoutOf(LINE, 2, TURNS, 'run 7')).toMatchObject({ turn: null, value: null });
  const empty = { ...LINE, values: [null, null, null, null] };
  expect(readoutOf(empty, null, TURNS, 'run 7').words).toEqual(['run 7']);
});
