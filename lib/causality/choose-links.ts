import { DEFAULT_LINKS, type CausalLink, type LinkChoice } from './causal-link';
import type { FindNeighbours } from './trace-causality';

/** Finders of the two kinds of links. */
export interface LinkFinders {
  readonly declared: FindNeighbours;
  /** Which of these events declare a cause. */
  readonly declaring: (eventIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What the rules say of every event, whatever it declares. */
  readonly inferred: FindNeighbours;
}

/**
 * Finds the links that are to be followed. Rules speak only where the run is silent: an event that names a cause, be it in
 * the files or not, has no inferred ones. So no pair is linked twice, and `all` is the two others together.
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
