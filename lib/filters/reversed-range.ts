import { parseTimestamp } from '../events/epoch-micros';
import type { EventCriteria } from './event-filter';

/** The ranges of a filter. */
export type RangeOf = 'turn' | 'time';

/**
 * The text `30 is after 10` for a range whose start is after its end; `undefined` for all others. No event is in such a
 * range: the API returns no events, and the page explains why.
 */
export function reversedRange(criteria: EventCriteria, of: RangeOf): string | undefined {
  const { turn_start, turn_end, start_timestamp, end_timestamp } = criteria;
  if (of === 'turn') {
    if (turn_start === undefined || turn_end === undefined || turn_start <= turn_end)
      return undefined;
    return `${turn_start} is after ${turn_end}`;
  }
  const [start, end] = [parseTimestamp(start_timestamp ?? ''), parseTimestamp(end_timestamp ?? '')];
  if (start === undefined || end === undefined || start <= end) return undefined;
  return `${String(start_timestamp)} is after ${String(end_timestamp)}`;
}
