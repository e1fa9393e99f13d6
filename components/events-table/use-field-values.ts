'use client';

import { useQueries } from '@tanstack/react-query';
import { failureOf } from '@/components/server-data';
import type { StoredEvent } from '@/lib/events/read-event';
import type { FieldColumnId } from './event-columns';
import { pagesOfRows } from './event-page-query';
import { fieldPageQuery, type EventFieldValues } from './field-page-query';
import type { RowsFilter } from './rows-filter';

export interface FieldValues {
  /** The values of an event in view; `undefined` while they are loading, and without columns of fields. */
  readonly valuesOf: (event: StoredEvent | undefined) => EventFieldValues | undefined;
  /** The reason when values in view could not be loaded. */
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The values of the fields that have a column, for the rows in view. */
export function useFieldValues(
  simulationId: string,
  criteria: RowsFilter,
  {
    fields,
    firstRow,
    lastRow,
    isScrolling,
  }: {
    readonly fields: readonly FieldColumnId[];
    readonly firstRow: number;
    readonly lastRow: number;
    readonly isScrolling: boolean;
  },
): FieldValues {
  const pages = fields.length === 0 ? [] : pagesOfRows(firstRow, lastRow);
  const queries = useQueries({
    queries: pages.map((page) => ({
      ...fieldPageQuery(simulationId, criteria, { page, fields }),
      // Values of pages that only pass are not requested.
      enabled: !isScrolling,
    })),
  });
  const failed = queries.filter((query) => failureOf(query) !== null && query.data === undefined);
  return {
    valuesOf: (event) => {
      if (event === undefined) return undefined;
      for (const { data } of queries) {
        const found = data?.get(event.event_id);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    error: failed[0] === undefined ? null : failureOf(failed[0]),
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}
