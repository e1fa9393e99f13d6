import type { EventMatches } from './use-event-matches';
import type { EventTail } from './event-tail-query';

/**
 * How many rows to show of a list that grows. Where its end is in view, it grows only together with the rows that are
 * new: none is ever shown that is not known.
 */
export function knownTotal(known: {
  readonly matches: Pick<EventMatches, 'total' | 'askedAt'>;
  /** Its end as last read, if it was. */
  readonly tail: Pick<EventTail, 'total' | 'askedAt'> | undefined;
  readonly showsEnd: boolean;
  /** How many are shown now. */
  readonly shown: number;
}): number {
  const { matches, tail, showsEnd, shown } = known;
  if (tail !== undefined && tail.askedAt >= matches.askedAt) return tail.total;
  // The files were rewritten, or the end is on its way.
  return showsEnd ? Math.min(shown, matches.total) : matches.total;
}
