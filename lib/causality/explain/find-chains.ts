import type { ExplanationDirection } from './explanation-bounds';
import { isSameVariable, type ExplanationWindow, type WindowEvent } from './explanation-window';
import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';
import type { Reach } from './walk-window';

/** A step from one value of a variable to its next is cheap: a reader takes many of them as one. */
const SAME_VARIABLE_COST = 0.25;
/** A step to an event that stands out is cheap, too: it tells more. */
const UNUSUAL_DISCOUNT = 0.6;
/** A step to another agent costs this much more: a chain that stays with one agent is easier to follow. */
const OTHER_AGENT_COST = 2;

/** The events that a chain may visit. */
export interface ChainScope extends Pick<Reach, 'places' | 'isWithin'> {
  /** By place, from 0 to 1. */
  readonly unusualness: Float64Array;
}

/** The chain between the event and the nearest of some places, from cause to effect; empty when there is none. */
export type ChainFinder = (ends: readonly number[]) => readonly number[];

/**
 * Finds the chains of links that are quickest to read: few links, where a run of changes of the same variable and events that
 * stand out count little, and steps from one agent to another count more. All chains lead to the event (`upstream`), or from it (`downstream`).
 */
export function* findChains(
  { events, target }: Pick<ExplanationWindow, 'events' | 'target'>,
  links: LinkMap,
  { places, isWithin, unusualness }: ChainScope,
  direction: ExplanationDirection,
): Slices<ChainFinder> {
  const isUpstream = direction === 'upstream';
  const costs = new Float64Array(events.length).fill(Infinity);
  costs[target] = 0;
  const towards = new Map<number, number>();
  // Causes come before their effects, so one pass away from the event finds the cheapest chains.
  let done = 0;
  for (const place of isUpstream ? places.toReversed() : places) {
    if (isBreathDue(done++)) yield;
    const cost = costs[place] ?? Infinity;
    const event = events[place];
    if (cost === Infinity || event === undefined) continue;
    for (const other of isUpstream ? links.causesOf(place) : links.effectsOf(place)) {
      const next = events[other];
      const isOnwards = isUpstream ? other < place : other > place;
      if (!isOnwards || next === undefined || isWithin[other] !== 1) continue;
      const effect = isUpstream ? place : other;
      const plain = 1 - UNUSUAL_DISCOUNT * (unusualness[effect] ?? 0);
      const step = isSameVariable(event, next) ? SAME_VARIABLE_COST : plain;
      const reached = cost + step + (isOtherAgent(event, next) ? OTHER_AGENT_COST : 0);
      if (reached >= (costs[other] ?? Infinity)) continue;
      costs[other] = reached;
      towards.set(other, place);
    }
  }
  // A cause that stands behind its effect, by the clock of another machine, is reached last.
  const reached = places.filter((place) => (costs[place] ?? Infinity) < Infinity);
  for (let step = 0; step < reached.length && reached.length < places.length; step++) {
    if (isBreathDue(step)) yield;
    const place = reached[step] ?? target;
    for (const other of isUpstream ? links.causesOf(place) : links.effectsOf(place)) {
      if (isWithin[other] !== 1 || (costs[other] ?? Infinity) < Infinity) continue;
      costs[other] = (costs[place] ?? 0) + 1;
      towards.set(other, place);
      reached.push(other);
    }
  }
  return (ends) => {
    const costOf = (place: number): number => costs[place] ?? Infinity;
    const [first, ...rest] = ends.filter((place) => costOf(place) < Infinity);
    if (first === undefined) return [];
    const nearest = rest.reduce(
      (best, place) => (costOf(place) < costOf(best) ? place : best),
      first,
    );
    const chain = [nearest];
    for (let place = towards.get(nearest); place !== undefined; place = towards.get(place)) {
      chain.push(place);
    }
    return isUpstream ? chain : chain.reverse();
  };
}

function isOtherAgent(a: WindowEvent, b: WindowEvent): boolean {
  return a.agent !== null && b.agent !== null && a.agent !== b.agent;
}
