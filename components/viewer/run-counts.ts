import type { EventCriteria } from '@/lib/filters/event-filter';

/** The counts of events on a page. */
export interface RunCounts {
  /** The number of matches of the filter; `undefined` while it is not known. */
  readonly matching: number | undefined;
  /** The number of all events. Never less than `matching`. */
  readonly all: number;
}

/**
 * The two counts shown everywhere on a page, from responses of different times of a growing run. Without a filter both are the
 * number of matches; with a filter, the run has at least as many events as match.
 * @param counted the number of events in the run's summary
 * @param matching the number of matches; `undefined` while it is not known
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
