import { DEFAULT_LINKS, type CausalLink, type LinkChoice } from './causal-link';
import type { FindNeighbours } from './trace-causality';

/** Finders of both kinds of links. */
export interface LinkFinders {
  readonly declared: FindNeighbours;
  /** The events that declare a cause. */
  readonly declaring: (eventIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The inferred links of any event, even of events that declare causes. */
  readonly inferred: FindNeighbours;
}

/**
 * Combines the finders. Inferred links fill gaps only: an event that names a cause, present or missing, has no inferred links.
 * So no pair is linked twice, and `all` is the union of the two others.
 */
export function chooseLinks(
  { declared, declaring, inferred }: LinkFinders,
  choice: LinkChoice = DEFAULT_LINKS,
): FindNeighbours {
  if (choice === 'declared') return declared;

  async function inferCauses(
    eventIds: readonly string[],
    limit: number,
  ): Promise<readonly CausalLink[]> {
    const speaking = await declaring(eventIds);
    const silent = eventIds.filter((id) => !speaking.has(id));
    return silent.length === 0 || limit <= 0 ? [] : inferred(silent, 'causes', limit);
  }

  async function inferEffects(
    eventIds: readonly string[],
    limit: number,
  ): Promise<readonly CausalLink[]> {
    const links = limit <= 0 ? [] : await inferred(eventIds, 'effects', limit);
    if (links.length === 0) return [];
    const speaking = await declaring([...new Set(links.map(({ effect }) => effect))]);
    return links.filter(({ effect }) => !speaking.has(effect));
  }

  return async (eventIds, direction, limit) => {
    if (direction === 'causes') {
      const shown = choice === 'all' ? await declared(eventIds, 'causes', limit) : [];
      return [...shown, ...(await inferCauses(eventIds, limit - shown.length))];
    }
    const shown = choice === 'all' ? await declared(eventIds, 'effects', limit) : [];
    return [...shown, ...(await inferEffects(eventIds, limit - shown.length))];
  };
}
