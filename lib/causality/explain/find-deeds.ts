import { isSameVariable, type ExplanationWindow, type WindowEvent } from './explanation-window';
import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';
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

/** An agent with more events in a turn has several deeds in it. */
export const MAX_MEMBERS = 500;

/**
 * Groups the events within reach, the event itself left out:
 * - what one agent decided, did, asked and was refused in a turn, with the variables that it set directly;
 * - a MILESTONE that is no boundary, and any other event without an agent, alone;
 * - a change of a variable that nothing but its turn, or an earlier change of it, caused, alone.
 */
export function* findDeeds(
  { events, target, open }: Pick<ExplanationWindow, 'events' | 'target' | 'open'>,
  links: LinkMap,
  { places }: Pick<Reach, 'places'>,
): Slices<readonly Deed[]> {
  /** By turn and agent: the latest deed. */
  const turns = new Map<number, Map<string, WindowEvent[]>>();
  const deeds: WindowEvent[][] = [];
  /** By place: the deed that an event is part of. */
  const deedOf = Array<WindowEvent[] | undefined>(events.length).fill(undefined);
  const join = (deed: WindowEvent[], event: WindowEvent): void => {
    deed.push(event);
    deedOf[event.at] = deed;
  };
  const begin = (event: WindowEvent): WindowEvent[] => {
    const deed: WindowEvent[] = [];
    deeds.push(deed);
    join(deed, event);
    return deed;
  };
  let step = 0;
  for (const place of places) {
    if (isBreathDue(step++)) yield;
    const event = events[place];
    if (event === undefined || place === target || isBoundary(event)) continue;
    if (event.type === 'DETAIL') continue;
    if (event.type === 'STATE') {
      if (isUncaused(events, links, place) && !open.has(place)) begin(event);
      else {
        const deed = onlyDeed(events, links, event, deedOf);
        if (deed !== undefined && deed.length < MAX_MEMBERS) join(deed, event);
        else if (deed !== undefined) begin(event);
      }
      continue;
    }
    if (event.agent === null) {
      begin(event);
      continue;
    }
    const agents = turns.get(event.turn) ?? new Map<string, WindowEvent[]>();
    turns.set(event.turn, agents);
    const own = agents.get(event.agent);
    if (own !== undefined && own.length < MAX_MEMBERS) join(own, event);
    else agents.set(event.agent, begin(event));
  }
  return deeds.flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : { members, turn: first.turn, agent: first.agent };
  });
}

/** The deed that alone set a variable: apart from boundaries and its previous value, nothing else is a direct cause. */
function onlyDeed(
  events: readonly WindowEvent[],
  links: LinkMap,
  event: WindowEvent,
  deedOf: readonly (WindowEvent[] | undefined)[],
): WindowEvent[] | undefined {
  let only: WindowEvent[] | undefined;
  for (const at of links.causesOf(event.at)) {
    const cause = events[at];
    if (cause === undefined || isBoundary(cause) || isSameVariable(cause, event)) continue;
    const deed = deedOf[at];
    if (deed === undefined || (only !== undefined && deed !== only)) return undefined;
    only = deed;
  }
  return only?.[0]?.turn === event.turn ? only : undefined;
}

/** Whether only boundaries, and earlier changes of the same variable, caused it. */
function isUncaused(
  events: readonly WindowEvent[],
  links: Pick<LinkMap, 'causesOf'>,
  place: number,
): boolean {
  const event = events[place];
  return links.causesOf(place).every((at) => {
    const cause = events[at];
    if (cause === undefined || event === undefined || isBoundary(cause)) return true;
    return isSameVariable(cause, event);
  });
}
