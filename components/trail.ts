/** More are not taken in at a glance. */
const LONGEST = 12;

/** Events in the order they were visited, each once, and which of them is looked at. */
export interface Trail {
  readonly eventIds: readonly string[];
  readonly at: number;
}

export const NO_TRAIL: Trail = { eventIds: [], at: -1 };

/**
 * The trail with another event looked at. One that is on it is gone back or forward to; a new one follows the one that
 * was looked at, as pages follow in a browser, and what came after that is forgotten, and so is what is long past.
 */
export function extendTrail(trail: Trail, eventId: string): Trail {
  const known = trail.eventIds.indexOf(eventId);
  if (known >= 0) return known === trail.at ? trail : { ...trail, at: known };
  const eventIds = [...trail.eventIds.slice(0, trail.at + 1), eventId].slice(-LONGEST);
  return { eventIds, at: eventIds.length - 1 };
}
