import { compareCodePoints } from '../events/event-order';

const BY_NUMBER = new Intl.Collator('en', { numeric: true });

/**
 * The order of names in lists for people: numbers by their value, `agent_2` before `agent_10`. Names that differ only in
 * ways that do not count, such as `a1` and `a01`, are ordered by code points: different names are never equal.
 */
export function compareNaturally(a: string, b: string): number {
  return BY_NUMBER.compare(a, b) || compareCodePoints(a, b);
}
