'use client';

import { createContext, use } from 'react';
import type { FieldColumnId } from './event-columns';
import type { RowsFilter } from './rows-filter';
import type { RowFacts } from './row-facts';
import type { RunSpan } from './run-span';

/** The first events of a filter, known before the page's scripts run. */
export interface FirstRows {
  readonly criteria: RowsFilter;
  /** The fields of the address that have a column. Their values are not known. */
  readonly fields: readonly FieldColumnId[];
  readonly rows: readonly RowFacts[];
  /** For each row, the number of events that name its event as a cause. */
  readonly effectCounts: readonly number[];
  /** The known part of the span. */
  readonly run: RunSpan;
}

/** The rows in the page as rendered by the server; `undefined` without rows. */
export const FirstRowsContext = createContext<FirstRows | undefined>(undefined);

/** The first rows of this filter; without an argument, of the filter in the page's request. */
export function useFirstRows(criteria?: RowsFilter): FirstRows | undefined {
  const known = use(FirstRowsContext);
  const isAsked =
    criteria === undefined || JSON.stringify(criteria) === JSON.stringify(known?.criteria);
  return isAsked ? known : undefined;
}
