import type { CausalLink } from './causal-link';

/** Events by number, and which lead to which; an event that names itself is not its own cause. */
export interface LinkGraph {
  readonly ids: readonly string[];
  readonly causes: readonly (readonly number[])[];
  readonly effects: readonly (readonly number[])[];
  /** `-1` when it is none of the graph's. */
  numberOf(eventId: string): number;
}

/** A graph of these events and the links among them; other links are passed over, and each counts once. */
export function buildLinkGraph(
  eventIds: Iterable<string>,
  links: readonly CausalLink[],
): LinkGraph {
  const ids = [...new Set(eventIds)];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const causes = ids.map(() => new Set<number>());
  const effects = ids.map(() => new Set<number>());
  for (const link of links) {
    const [cause, effect] = [numbers.get(link.cause), numbers.get(link.effect)];
    if (cause === undefined || effect === undefined || cause === effect) continue;
    causes[effect]?.add(cause);
    effects[cause]?.add(effect);
  }
  return {
    ids,
    causes: causes.map((set) => [...set]),
    effects: effects.map((set) => [...set]),
    numberOf: (eventId) => numbers.get(eventId) ?? -1,
  };
}
