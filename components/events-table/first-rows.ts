'use client';

import { createContext, use } from 'react';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { RowFacts } from './row-facts';
import type { RunSpan } from './run-span';

/** The first events of a filter, known before the page's scripts run. */
export interface FirstRows {
  readonly criteria: EventCriteria;
  readonly rows: readonly RowFacts[];
  /** How many events name each row's as a cause. */
  readonly effectCounts: readonly number[];
  /** As far as it is known. */
  readonly run: RunSpan;
}

/** What the server knew when it made the page; `undefined` when that were no rows. */
export const FirstRowsContext = createContext<FirstRows | undefined>(undefined);

/** The first rows of this filter, or, without one, of whatever filter the page was asked for with. */
export function useFirstRows(criteria?: EventCriteria): FirstRows | undefined {
  const known = use(FirstRowsContext);
  const isAsked =
    criteria === undefined || JSON.stringify(criteria) === JSON.stringify(known?.criteria);
  return isAsked ? known : undefined;
}
