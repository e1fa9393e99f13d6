'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSameList } from '@/components/ui/use-same-list';
import type { FieldColumnId } from './event-columns';
import { fieldPageQuery } from './field-page-query';
import { fieldText } from './field-text';
import type { RowsFilter } from './rows-filter';

/** Facts about the values of the fields that have a column, from the first page. */
export interface FieldFacts {
  /** The lengths of the longest values; 0 while they are not known. */
  readonly lengths: ReadonlyMap<FieldColumnId, number>;
  /** The fields whose values are numbers. */
  readonly numbers: ReadonlySet<FieldColumnId>;
}

/** The facts of fields; equal facts are the same objects. */
export function useFieldFacts(
  simulationId: string,
  criteria: RowsFilter,
  fields: readonly FieldColumnId[],
): FieldFacts {
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
  const numbers = useSameList(
    fields.filter((field) => {
      const values = rows.flatMap((row) => row.get(field) ?? []);
      return values.length > 0 && values.every(({ json }) => json.kind === 'number');
    }),
  );
  return useMemo(
    () => ({
      lengths: new Map(fields.map((field, at) => [field, Number(lengths[at] ?? 0)])),
      numbers: new Set(numbers),
    }),
    [fields, lengths, numbers],
  );
}
