import { expect, it } from 'vitest';
import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import { arrangeResults } from './arrange-results';

type Row = EnsembleResults['rows'][number];

const row = (run: string, given: Partial<Row>): Row => ({
  run,
  name: 'run',
  status: 'finished',
  settings: [null],
  first_turn: 0,
  last_turn: 9,
  event_count: 1,
  failure_count: 0,
  tokens: null,
  cost: null,
  duration_ms: null,
  answer: null,
  distance: null,
  variables: [null],
  ...given,
});

const figures = (highest: number) => [
  { last: highest, lowest: 0, lowest_turn: 0, highest, highest_turn: 1 },
];

const RESULTS: EnsembleResults = {
  run_count: 4,
  setting_count: 1,
  settings: [{ path: 'rate', values: [], value_count: 3 }],
  by: [],
  question: null,
  left_out: [],
  waiting: [],
  groups: [],
  variables: [],
  variable_count: 0,
  total: 4,
  has_more: false,
  typical: null,
  unusual: null,
  rows: [
    row('run-10', { settings: [0.5], variables: figures(7), answer: true }),
    row('run-9', { settings: ['none'], variables: figures(7), answer: false }),
    row('run-2', { settings: [0.05], tokens: 5 }),
    row('run-1', { variables: figures(30), answer: true }),
  ],
};

const order = (
  sort: string,
  direction: 'asc' | 'desc' = 'asc',
  answers: 'yes' | 'no' | null = null,
) => arrangeResults(RESULTS, { sort, order: direction, answers }).map(({ run }) => run);

it('rows without a value come last in both directions, equal ones in the order of their runs', () => {
  expect(order('highest:price')).toEqual(['run-9', 'run-10', 'run-1', 'run-2']);
  expect(order('highest:price', 'desc')).toEqual(['run-1', 'run-9', 'run-10', 'run-2']);
  expect(order('tokens', 'desc')[0]).toBe('run-2');
});

it('sorts settings as the API does: numbers by size, then texts', () => {
  expect(order('setting:rate')).toEqual(['run-2', 'run-10', 'run-9', 'run-1']);
});

it('sorts names as people count, also for a column that does not exist', () => {
  expect(order('run')).toEqual(['run-1', 'run-2', 'run-9', 'run-10']);
  expect(order('colour')).toEqual(order('run'));
});

it('an unknown answer counts as no', () => {
  expect(order('run', 'asc', 'yes')).toEqual(['run-1', 'run-10']);
  expect(order('run', 'asc', 'no')).toEqual(['run-2', 'run-9']);
});
