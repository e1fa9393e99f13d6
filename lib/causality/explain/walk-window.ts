import { causalRole, isBoundaryRole } from '../causal-role';
import type { Pace } from '../pace';
import type { ExplanationDirection } from './explanation-bounds';
import type { ExplanationWindow, WindowEvent } from './explanation-window';
import type { LinkMap } from './link-map';

/** The events that lead to an event, or come of it. */
export interface Reach {
  /** Places, the event itself first, then nearest first. */
  readonly places: ReadonlySet<number>;
  /** Whether more events are in reach. */
  readonly isCut: boolean;
}

/** At most this many events are looked at, nearest first. */
export const MAX_REACHED = 20_000;

/**
 * Follows links from the event in one direction, level by level. Boundaries of turns and of the simulation are not entered:
 * every event has them.
 */
export async function walkWindow(
  { events, target }: Pick<ExplanationWindow, 'events' | 'target'>,
  links: LinkMap,
  direction: ExplanationDirection,
  { breathe }: Pick<Pace, 'breathe'>,
): Promise<Reach> {
  const nextOf = direction === 'upstream' ? links.causesOf : links.effectsOf;
  const reached = new Set([target]);
  let level: readonly number[] = [target];
  while (level.length > 0) {
    await breathe();
    const next: number[] = [];
    for (const place of level) {
      for (const other of nextOf(place)) {
        const event = events[other];
        if (event === undefined || reached.has(other) || isBoundary(event)) continue;
        if (reached.size >= MAX_REACHED) return { places: reached, isCut: true };
        reached.add(other);
        next.push(other);
      }
    }
    level = next;
  }
  return { places: reached, isCut: false };
}

/** Whether it begins or ends a turn or the simulation. */
export function isBoundary({ type, kind }: Pick<WindowEvent, 'type' | 'kind'>): boolean {
  const role = causalRole(type, kind);
  return role !== undefined && isBoundaryRole(role);
}
