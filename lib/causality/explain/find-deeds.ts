import { sortOf, type ExplanationWindow, type WindowEvent } from './explanation-window';
import type { LinkMap } from './link-map';
import { isBoundary, type Reach } from './walk-window';

/**
 * A candidate for a cause: the deeds of one agent in one turn, or a single event that no agent did.
 */
export interface Deed {
  /** The events of the deed within reach, in event order, at least one. */
  readonly members: readonly WindowEvent[];
  readonly turn: number;
  readonly agent: string | null;
}

/**
 * Groups the events within reach, the event itself left out:
 * - what one agent decided, did, asked and was refused in a turn, with the variables that it set directly;
 * - a MILESTONE that is no boundary, and any other event without an agent, alone;
 * - a change of a variable that nothing but its turn, or an earlier change of it, caused, alone.
 */
export function findDeeds(
  { events, target, open }: Pick<ExplanationWindow, 'events' | 'target' | 'open'>,
  links: LinkMap,
  { places }: Reach,
): readonly Deed[] {
  const turns = new Map<string, WindowEvent[]>();
  const alone: WindowEvent[][] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    const event = events[place];
    if (event === undefined || place === target || isBoundary(event)) continue;
    if (event.type === 'DETAIL') continue;
    const own = event.agent === null ? undefined : turns.get(turnKey(event));
    if (event.type === 'STATE') {
      if (isUncaused(events, links, place) && !open.has(place)) alone.push([event]);
      else if (own !== undefined && isCausedBy(links, place, own)) own.push(event);
    } else if (own !== undefined) own.push(event);
    else if (event.agent === null) alone.push([event]);
    else turns.set(turnKey(event), [event]);
  }
  return [...turns.values(), ...alone].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : { members, turn: first.turn, agent: first.agent };
  });
}

/** Whether only boundaries, and earlier changes of the same variable, caused it. */
export function isUncaused(
  events: readonly WindowEvent[],
  { causesOf }: Pick<LinkMap, 'causesOf'>,
  place: number,
): boolean {
  const event = events[place];
  return causesOf(place).every((at) => {
    const cause = events[at];
    if (cause === undefined || event === undefined || isBoundary(cause)) return true;
    return cause.variable !== null && sortOf(cause) === sortOf(event);
  });
}

function isCausedBy(
  { causesOf }: LinkMap,
  place: number,
  members: readonly WindowEvent[],
): boolean {
  return causesOf(place).some((cause) => members.some(({ at }) => at === cause));
}

function turnKey({ agent, turn }: WindowEvent): string {
  return `${String(turn)} ${agent ?? ''}`;
}
