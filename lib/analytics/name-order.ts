import { compareNaturally } from '../events/natural-order';

/** The natural order of names; none comes last. */
export function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareNaturally(a, b);
}
