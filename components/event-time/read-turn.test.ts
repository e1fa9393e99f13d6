import { expect, it } from 'vitest';
import { readTurn } from './read-turn';

it.each([
  ['12', 12],
  [' 1,000,001 ', 1_000_001],
  ['9,007,199,254,740,891', 9_007_199_254_740_891],
  ['0', 0],
])('%j is a turn, typed or copied from the page', (text, turn) => {
  expect(readTurn(text)).toBe(turn);
});

it.each(['', ',', '-1', '1.5', '1e3', '9007199254740992', '12 turns'])('%j is none', (text) => {
  expect(readTurn(text)).toBeUndefined();
});
