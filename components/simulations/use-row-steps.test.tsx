import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ROWS_A_STEP, useRowSteps } from './use-row-steps';

function showList(view: string, total: number) {
  return renderHook((list: { view: string; total: number }) => useRowSteps(list.view, list.total), {
    initialProps: { view, total },
  });
}

it('a short list is shown whole', () => {
  expect(showList('by name', 7).result.current.count).toBe(7);
});

it('a list of thousands is shown a step at a time, to its end', () => {
  const { result } = showList('by name', 2.5 * ROWS_A_STEP);
  const counts = [1, 2, 3].map(() => {
    const { count } = result.current;
    act(result.current.showMore);
    return count;
  });
  expect(counts).toEqual([ROWS_A_STEP, 2 * ROWS_A_STEP, 2.5 * ROWS_A_STEP]);
});

it('rows that were shown stay when runs come or go, and another order begins with its first rows', () => {
  const { result, rerender } = showList('by name', 5000);
  act(result.current.showMore);
  rerender({ view: 'by name', total: 5001 });
  expect(result.current.count).toBe(2 * ROWS_A_STEP);
  rerender({ view: 'by size', total: 5001 });
  expect(result.current.count).toBe(ROWS_A_STEP);
});
