import type { EventCriteria } from '@/lib/filters/event-filter';

/** How many events a page says there are. */
export interface RunCounts {
  /** Those that the filter leaves; `undefined` while that is not known. */
  readonly matching: number | undefined;
  /** All of the run. Never less than `matching`. */
  readonly all: number;
}

/**
 * The two numbers that a page tells in all its places, from answers of different moments of a run that grows. Without a
 * filter both are the number of matches; with one, the run has at least as many events as match.
 * @param counted how many events the run had when its summary was asked for
 * @param matching how many match; `undefined` while that is not known
 */
export function runCounts(
  criteria: EventCriteria,
  counted: number,
  matching: number | undefined,
): RunCounts {
  if (matching === undefined) return { matching, all: counted };
  const isFiltered = Object.keys(criteria).length > 0;
  return { matching, all: isFiltered ? Math.max(counted, matching) : matching };
}
