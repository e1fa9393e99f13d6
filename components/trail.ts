/** The maximum length. */
const LONGEST = 12;

/** Events in the order of the visits, without duplicates, and the current one. */
export interface Trail {
  readonly eventIds: readonly string[];
  readonly at: number;
}

export const NO_TRAIL: Trail = { eventIds: [], at: -1 };

/**
 * The trail after visiting an event. If it is on the trail, it becomes the current one. Otherwise it is added after the current
 * one, as in a browser's history: later events are dropped, and so are the oldest.
 */
export function extendTrail(trail: Trail, eventId: string): Trail {
  const known = trail.eventIds.indexOf(eventId);
  if (known >= 0) return known === trail.at ? trail : { ...trail, at: known };
  const eventIds = [...trail.eventIds.slice(0, trail.at + 1), eventId].slice(-LONGEST);
  return { eventIds, at: eventIds.length - 1 };
}
