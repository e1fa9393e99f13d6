import type { CausalLink } from './causal-link';
import type { Pace } from './pace';

/** A graph over event numbers. An event that names itself is not its own cause. */
export interface LinkGraph {
  readonly ids: readonly string[];
  readonly causes: readonly (readonly number[])[];
  readonly effects: readonly (readonly number[])[];
  /** `-1` when the event is not in the graph. */
  numberOf(eventId: string): number;
}

/** Builds a graph of these events and the links between them. Other links are ignored; duplicates count once. */
export function buildLinkGraph(
  eventIds: Iterable<string>,
  links: readonly CausalLink[],
): LinkGraph {
  const builder = new LinkGraphBuilder(eventIds);
  for (const link of links) builder.add(link);
  return builder.build();
}

/** The same for very many links, in slices. */
export async function buildLargeLinkGraph(
  eventIds: Iterable<string>,
  links: readonly CausalLink[],
  { breathe }: Pick<Pace, 'breathe'>,
): Promise<LinkGraph> {
  const builder = new LinkGraphBuilder(eventIds);
  for (const [at, link] of links.entries()) {
    if (at % LINKS_A_BREATH === 0) await breathe();
    builder.add(link);
  }
  await breathe();
  return builder.build();
}

/** The number of links added between two pauses. */
const LINKS_A_BREATH = 512;

class LinkGraphBuilder {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #ids: readonly string[];
  readonly #causes: readonly Set<number>[];
  readonly #effects: readonly Set<number>[];

  constructor(eventIds: Iterable<string>) {
    this.#ids = [...new Set(eventIds)];
    this.#numbers = new Map(this.#ids.map((id, number) => [id, number]));
    this.#causes = this.#ids.map(() => new Set<number>());
    this.#effects = this.#ids.map(() => new Set<number>());
  }

  add(link: CausalLink): void {
    const [cause, effect] = [this.#numbers.get(link.cause), this.#numbers.get(link.effect)];
    if (cause === undefined || effect === undefined || cause === effect) return;
    this.#causes[effect]?.add(cause);
    this.#effects[cause]?.add(effect);
  }

  build(): LinkGraph {
    return {
      ids: this.#ids,
      causes: this.#causes.map((set) => [...set]),
      effects: this.#effects.map((set) => [...set]),
      numberOf: (eventId) => this.#numbers.get(eventId) ?? -1,
    };
  }
}
