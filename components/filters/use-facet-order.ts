'use client';

import { useStoredText } from '@/components/ui/use-stored-text';
import type { NameField } from '@/lib/filters/read-conditions';
import type { FacetOrder } from './facet-order';

/** The orders of a field's values, the default first. Types have one order of their own. */
const ORDERS: Readonly<Record<NameField, readonly FacetOrder[]>> = {
  type: [],
  agent: ['failed', 'events', 'name'],
  kind: ['events', 'name'],
};

/** The order of the values of a facet, and its choice. */
export interface FacetSort {
  readonly orders: readonly FacetOrder[];
  readonly order: FacetOrder;
  readonly onOrder: (order: FacetOrder) => void;
}

/** The order of a field's values. This browser keeps it. `undefined` for a field that has one order. */
export function useFacetOrder(field: NameField): FacetSort | undefined {
  const [text, store] = useStoredText(`causeway:facet-order:${field}`);
  const orders = ORDERS[field];
  const order = orders.find((one) => one === text) ?? orders[0];
  return order && { orders, order, onOrder: store };
}
