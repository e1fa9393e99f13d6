'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSameList } from '@/components/ui/use-same-list';
import type { FieldColumnId } from './event-columns';
import { fieldPageQuery } from './field-page-query';
import { fieldText } from './field-text';
import type { RowsFilter } from './rows-filter';

/** The fields that have a column, with the lengths of their longest values on the first page; 0 while they are not known. */
export function useFieldLengths(
  simulationId: string,
  criteria: RowsFilter,
  fields: readonly FieldColumnId[],
): ReadonlyMap<FieldColumnId, number> {
  const { data } = useQuery({
    ...fieldPageQuery(simulationId, criteria, { page: 0, fields }),
    enabled: fields.length > 0,
  });
  const rows = data === undefined ? [] : [...data.values()];
  const lengths = useSameList(
    fields.map((field) => {
      const longest = rows.reduce(
        (most, values) => Math.max(most, fieldText(values.get(field)).length),
        0,
      );
      return String(longest);
    }),
  );
  return useMemo(
    () => new Map(fields.map((field, at) => [field, Number(lengths[at] ?? 0)])),
    [fields, lengths],
  );
}
