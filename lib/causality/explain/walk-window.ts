import { causalRole, isBoundaryRole } from '../causal-role';
import type { ExplanationDirection } from './explanation-bounds';
import type { ExplanationWindow, WindowEvent } from './explanation-window';
import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';

/** The events that lead to an event, or come of it, the event included. */
export interface Reach {
  /** In event order. */
  readonly places: readonly number[];
  /** By place: 1 for these events, 0 for others. */
  readonly isWithin: Uint8Array;
  /** Whether more events are in reach. */
  readonly isCut: boolean;
}

/** At most this many events are looked at, nearest first. */
export const MAX_REACHED = 20_000;

/**
 * Follows links from the event in one direction, nearest events first. Boundaries of turns and of the simulation are not entered:
 * every event has them.
 */
export function* walkWindow(
  { events, target }: Pick<ExplanationWindow, 'events' | 'target'>,
  links: LinkMap,
  direction: ExplanationDirection,
): Slices<Reach> {
  const nextOf = (place: number): readonly number[] =>
    direction === 'upstream' ? links.causesOf(place) : links.effectsOf(place);
  const isWithin = new Uint8Array(events.length);
  isWithin[target] = 1;
  const reached = [target];
  let isCut = false;
  for (let step = 0; step < reached.length && !isCut; step++) {
    if (isBreathDue(step)) yield;
    for (const other of nextOf(reached[step] ?? target)) {
      const event = events[other];
      if (event === undefined || isWithin[other] === 1 || isBoundary(event)) continue;
      isCut = reached.length >= MAX_REACHED;
      if (isCut) break;
      isWithin[other] = 1;
      reached.push(other);
    }
  }
  return { places: reached.sort((a, b) => a - b), isWithin, isCut };
}

/** Whether it begins or ends a turn or the simulation. */
export function isBoundary({ type, kind }: Pick<WindowEvent, 'type' | 'kind'>): boolean {
  const role = causalRole(type, kind);
  return role !== undefined && isBoundaryRole(role);
}
