'use client';

import { useStoredText } from '@/components/ui/use-stored-text';
import type { NameField } from '@/lib/filters/read-conditions';
import { FACET_ORDERS, type FacetOrder } from './facet-order';

/** The order of a field's values, and its setter. This browser keeps it. Default by count. */
export function useFacetOrder(
  field: NameField,
): readonly [FacetOrder, (order: FacetOrder) => void] {
  const [text, store] = useStoredText(`causeway:facet-order:${field}`);
  return [FACET_ORDERS.find((order) => order === text) ?? 'count', store];
}
