import type { StoredEvent } from './read-event';

type WithDetails = Pick<StoredEvent, 'details'>;

/** The number that an event sets: its `details.new_value`; `null` when it is not a finite number. -0 is 0. */
export function numericValue({ details }: WithDetails): number | null {
  return finiteOrNull(details?.['new_value']);
}

/**
 * The size of the change that an event makes: the distance between the numbers `details.old_value` and `details.new_value`, 0
 * or more; `null` when one of them or the distance is not a finite number.
 */
export function changeSize({ details }: WithDetails): number | null {
  const before = finiteOrNull(details?.['old_value']);
  const after = finiteOrNull(details?.['new_value']);
  return before === null || after === null ? null : finiteOrNull(Math.abs(after - before));
}

function finiteOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : null;
}
