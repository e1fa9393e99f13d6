import { sortOf, type ExplanationWindow } from './explanation-window';
import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';

/** A step from one value of a variable to its next is cheap: a reader takes many of them as one. */
const SAME_VARIABLE_COST = 0.25;
/** A step to an event that stands out is cheap, too: it tells more. */
const UNUSUAL_DISCOUNT = 0.6;

/** The events that a chain may visit. */
export interface ChainScope {
  readonly places: ReadonlySet<number>;
  /** By place, from 0 to 1; 0 where it has none. */
  readonly unusualness: ReadonlyMap<number, number>;
}

/**
 * The chain of links from one of some events to another event that is quickest to read: few links, where a run of changes of the
 * same variable and events that stand out count little.
 * @returns the places in order, both ends included; empty when there is no chain
 */
export function* findChain(
  { events }: Pick<ExplanationWindow, 'events'>,
  { effectsOf }: LinkMap,
  { places, unusualness }: ChainScope,
  from: readonly number[],
  to: number,
): Slices<readonly number[]> {
  const costs = new Map(from.map((place) => [place, 0]));
  const before = new Map<number, number>();
  // Causes come before their effects, so one pass in event order finds the cheapest chain.
  for (const [step, place] of [...places].sort((a, b) => a - b).entries()) {
    if (isBreathDue(step)) yield;
    const cost = costs.get(place);
    const event = events[place];
    if (cost === undefined || event === undefined) continue;
    for (const effect of effectsOf(place)) {
      const next = events[effect];
      if (effect <= place || next === undefined || !places.has(effect)) continue;
      const isSame = event.variable !== null && sortOf(event) === sortOf(next);
      const plain = 1 - UNUSUAL_DISCOUNT * (unusualness.get(effect) ?? 0);
      const reached = cost + (isSame ? SAME_VARIABLE_COST : plain);
      if (reached >= (costs.get(effect) ?? Infinity)) continue;
      costs.set(effect, reached);
      before.set(effect, place);
    }
  }
  if (!costs.has(to)) return [];
  const chain = [to];
  for (let place = before.get(to); place !== undefined; place = before.get(place))
    chain.push(place);
  return chain.reverse();
}
