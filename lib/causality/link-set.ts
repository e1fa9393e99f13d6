import type { CausalLink } from './causal-link';

/** Links without duplicates, in the order of insertion. */
export class LinkSet {
  readonly #links: CausalLink[] = [];
  readonly #effects = new Map<string, Set<string>>();

  add(links: readonly CausalLink[]): void {
    for (const link of links) {
      const effects = this.#effects.get(link.cause) ?? new Set();
      if (effects.has(link.effect)) continue;
      this.#effects.set(link.cause, effects.add(link.effect));
      this.#links.push(link);
    }
  }

  all(): readonly CausalLink[] {
    return this.#links;
  }

  among(eventIds: ReadonlySet<string>): readonly CausalLink[] {
    return this.#links.filter(({ cause, effect }) => eventIds.has(cause) && eventIds.has(effect));
  }

  /** The effects of causes outside this set. */
  effectsOfOthers(eventIds: ReadonlySet<string>): readonly string[] {
    return this.#links.flatMap(({ cause, effect }) => (eventIds.has(cause) ? [] : effect));
  }

  /** The links between consecutive events of paths. */
  along(paths: readonly (readonly string[])[]): readonly CausalLink[] {
    const steps = new Map<string, Set<string>>();
    for (const path of paths) {
      for (const [at, effect] of path.slice(1).entries()) {
        const cause = path[at] ?? '';
        steps.set(cause, (steps.get(cause) ?? new Set()).add(effect));
      }
    }
    return this.#links.filter(({ cause, effect }) => steps.get(cause)?.has(effect) === true);
  }
}
