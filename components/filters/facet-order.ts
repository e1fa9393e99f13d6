import { compareNaturally } from '@/lib/events/natural-order';

/** The orders of the values of a facet. */
export const FACET_ORDERS = ['failed', 'events', 'name'] as const;
export type FacetOrder = (typeof FACET_ORDERS)[number];

interface OrderedValue {
  readonly name: string;
  readonly label: string;
  readonly count: number;
  readonly failedCount?: number | undefined;
}

/**
 * By failed events or by events the largest number comes first, equal ones by events, then by name. By name numbers count by
 * value; events without a name come last.
 */
export function orderFacet<Value extends OrderedValue>(
  values: readonly Value[],
  order: FacetOrder,
): readonly Value[] {
  const byName = (a: Value, b: Value): number =>
    Number(a.name === '') - Number(b.name === '') || compareNaturally(a.label, b.label);
  const byFailed = (a: Value, b: Value): number => (b.failedCount ?? 0) - (a.failedCount ?? 0);
  return values.toSorted(
    (a, b) =>
      (order === 'failed' ? byFailed(a, b) : 0) ||
      (order === 'name' ? 0 : b.count - a.count) ||
      byName(a, b),
  );
}
