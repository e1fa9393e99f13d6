'use client';

import { useCallback, useState } from 'react';

/** Long lists are shown in steps, because a browser takes seconds to render thousands of rows. */
export const ROWS_A_STEP = 200;

/** The number of shown rows of a list. */
export interface RowSteps {
  readonly count: number;
  /** Shows one more step. */
  readonly showMore: () => void;
}

/** @param view the filter and order of the list; another view starts with the first rows */
export function useRowSteps(view: string, total: number): RowSteps {
  const [steps, setSteps] = useState({ view, count: 1 });
  const isSameView = steps.view === view;
  const showMore = useCallback(
    () => setSteps((before) => ({ view, count: before.view === view ? before.count + 1 : 2 })),
    [view],
  );
  return { count: Math.min((isSameView ? steps.count : 1) * ROWS_A_STEP, total), showMore };
}
