import { BOUNDARIES } from '../../lib/causality/causal-role';
import { eventKind } from '../../lib/events/event-kind';
import type { StoredEvent } from '../../lib/events/read-event';

/** The events upstream of an event, for baselines. */
export interface Upstream {
  readonly target: StoredEvent;
  /** Without the target, in the order of the run. */
  readonly events: readonly StoredEvent[];
  /** The causes of an event that are upstream. */
  readonly causesOf: (event: StoredEvent) => readonly StoredEvent[];
  /** The number of links to the target on the shortest way. */
  readonly distanceOf: (event: StoredEvent) => number;
}

/**
 * Follows declared links from an event to all of its causes.
 * @param follows whether a link is followed; default: every link
 * @throws {RangeError} when the run has no such event
 */
export function readUpstream(
  events: readonly StoredEvent[],
  eventId: string,
  follows: (cause: StoredEvent, effect: StoredEvent) => boolean = () => true,
): Upstream {
  const byId = new Map(events.map((event) => [event.event_id, event]));
  const target = byId.get(eventId);
  if (target === undefined) throw new RangeError(`there is no event ${eventId}`);
  const causesOf = (event: StoredEvent): readonly StoredEvent[] =>
    event.caused_by.flatMap((id) => {
      const cause = byId.get(id);
      return cause !== undefined && follows(cause, event) ? [cause] : [];
    });
  const distances = new Map([[target, 0]]);
  // A Map is walked in the order of insertion, with what is added meanwhile.
  for (const [event, distance] of distances) {
    for (const cause of causesOf(event)) {
      if (!distances.has(cause)) distances.set(cause, distance + 1);
    }
  }
  return {
    target,
    events: events.filter((event) => event !== target && distances.has(event)),
    causesOf,
    distanceOf: (event) => distances.get(event) ?? Infinity,
  };
}

const BOUNDARY_KINDS: ReadonlySet<string | null> = new Set(BOUNDARIES);

/** Turns and the simulation begin and end in every run. */
export function isBoundary(event: StoredEvent): boolean {
  return BOUNDARY_KINDS.has(eventKind(event));
}

/** Whether an event may be named as a cause: no boundary, no calculation, nothing before the first turn. */
export function isCandidate(event: StoredEvent): boolean {
  return !isBoundary(event) && event.event_type !== 'DETAIL' && event.turn_number > 0;
}

export function isRejection({ details }: StoredEvent): boolean {
  return details?.['error_type'] === 'action_rejected';
}
