import type { ExplanationDirection } from './explanation-bounds';
import { isSameVariable, type ExplanationWindow, type WindowEvent } from './explanation-window';
import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';

/** A step from one value of a variable to its next is cheap: a reader takes many of them as one. */
const SAME_VARIABLE_COST = 0.25;
/** A step to an event that stands out is cheap, too: it tells more. */
const UNUSUAL_DISCOUNT = 0.6;
/** A step to another agent costs this much more: a chain that stays with one agent is easier to follow. */
const OTHER_AGENT_COST = 2;

/** The events that a chain may visit. */
export interface ChainScope {
  readonly places: ReadonlySet<number>;
  /** By place, from 0 to 1; 0 where it has none. */
  readonly unusualness: ReadonlyMap<number, number>;
}

/** The chain between the event and the nearest of some places, from cause to effect; empty when there is none. */
export type ChainFinder = (ends: readonly number[]) => readonly number[];

/**
 * Finds the chains of links that are quickest to read: few links, where a run of changes of the same variable and events that
 * stand out count little, and steps from one agent to another count more. All chains lead to the event (`upstream`), or from it (`downstream`).
 */
export function* findChains(
  { events, target }: Pick<ExplanationWindow, 'events' | 'target'>,
  { causesOf, effectsOf }: LinkMap,
  { places, unusualness }: ChainScope,
  direction: ExplanationDirection,
): Slices<ChainFinder> {
  const isUpstream = direction === 'upstream';
  const nextOf = isUpstream ? causesOf : effectsOf;
  const costs = new Map([[target, 0]]);
  const towards = new Map<number, number>();
  // Causes come before their effects, so one pass away from the event finds the cheapest chains.
  const order = [...places].sort((a, b) => (isUpstream ? b - a : a - b));
  for (const [done, place] of order.entries()) {
    if (isBreathDue(done)) yield;
    const cost = costs.get(place);
    const event = events[place];
    if (cost === undefined || event === undefined) continue;
    for (const other of nextOf(place)) {
      const next = events[other];
      const isOnwards = isUpstream ? other < place : other > place;
      if (!isOnwards || next === undefined || !places.has(other)) continue;
      const effect = isUpstream ? place : other;
      const plain = 1 - UNUSUAL_DISCOUNT * (unusualness.get(effect) ?? 0);
      const step = isSameVariable(event, next) ? SAME_VARIABLE_COST : plain;
      const reached = cost + step + (isOtherAgent(event, next) ? OTHER_AGENT_COST : 0);
      if (reached >= (costs.get(other) ?? Infinity)) continue;
      costs.set(other, reached);
      towards.set(other, place);
    }
  }
  return (ends) => {
    const costOf = (place: number): number => costs.get(place) ?? Infinity;
    const [first, ...rest] = ends.filter((place) => costs.has(place));
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
