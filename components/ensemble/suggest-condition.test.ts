import { expect, it } from 'vitest';
import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import { suggestCondition } from './suggest-condition';

const rows = (...highest: readonly number[]): EnsembleResults['rows'] =>
  highest.map((value, at) => ({
    run: `run-${at}`,
    name: 'run',
    status: 'finished',
    settings: [],
    first_turn: 0,
    last_turn: 40,
    event_count: 1,
    failure_count: 0,
    tokens: null,
    cost: null,
    duration_ms: null,
    answer: null,
    distance: null,
    variables: [{ last: value, lowest: 0, lowest_turn: 0, highest: value, highest_turn: 9 }],
  }));

it('asks for a round number that divides the runs', () => {
  const asked = suggestCondition('price', rows(250.3, 311.7, 302.4, 389.9));
  expect(asked).toEqual({ variable: 'price', operator: 'over', value: 310 });
  expect(suggestCondition('rate', rows(0.011, 0.012, 0.051))?.value).toBe(0.01);
});

it('asks for the value that all runs share, and of nothing without a variable', () => {
  expect(suggestCondition('price', rows(7.25, 7.25))?.value).toBe(7.25);
  expect(suggestCondition(null, rows(1, 2))).toBeNull();
});
