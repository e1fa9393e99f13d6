import { expect, it } from 'vitest';
import { runLabels } from './run-labels';

it('leaves out what all ids begin with, up to a separator', () => {
  const ids = ['Market_2026_01', 'Market_2026_012', 'Market_2026_b'];
  expect([...runLabels(ids).values()]).toEqual(['01', '012', 'b']);
});

it('keeps ids without a common beginning, and an id that is the beginning of another', () => {
  expect([...runLabels(['alpha', 'alps']).values()]).toEqual(['alpha', 'alps']);
  expect([...runLabels(['run_', 'run_1']).values()]).toEqual(['run_', '1']);
  expect([...runLabels(['only_one']).values()]).toEqual(['only_one']);
});
