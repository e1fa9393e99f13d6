'use client';

import { useCallback, useState } from 'react';

/** A list of thousands of runs is shown so many rows at a time: a browser takes seconds to make them all. */
export const ROWS_A_STEP = 200;

/** How many rows of a list are shown. */
export interface RowSteps {
  readonly count: number;
  /** Shows a step more. */
  readonly showMore: () => void;
}

/** @param view what is shown of the list, and in which order; another one begins with its first rows */
export function useRowSteps(view: string, total: number): RowSteps {
  const [steps, setSteps] = useState({ view, count: 1 });
  const isSameView = steps.view === view;
  const showMore = useCallback(
    () => setSteps((before) => ({ view, count: before.view === view ? before.count + 1 : 2 })),
    [view],
  );
  return { count: Math.min((isSameView ? steps.count : 1) * ROWS_A_STEP, total), showMore };
}
