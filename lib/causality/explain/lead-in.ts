import type { LinkMap } from './link-map';
import type { ScoredDeed } from './score-deeds';

/**
 * The way within a deed to the first event of a chain, that event left out: from the strongest reason that leads to it by links
 * between events of the deed, such as a call that was given up before its fallback. It enters no event of the chain. Empty when
 * no reason leads there.
 */
export function leadIn(
  { members, reasons }: Pick<ScoredDeed, 'members' | 'reasons'>,
  links: Pick<LinkMap, 'causesOf'>,
  chain: readonly number[],
): readonly number[] {
  const [to] = chain;
  if (to === undefined) return [];
  const own = new Set(members.map(({ at }) => at));
  for (const place of chain) own.delete(place);
  const onwards = new Map([[to, to]]);
  // A Map iterates in order of insertion, including entries added on the way: the nearest come first.
  for (const [place] of onwards) {
    for (const cause of links.causesOf(place)) {
      if (cause < place && own.has(cause) && !onwards.has(cause)) onwards.set(cause, place);
    }
  }
  const from = reasons.find(({ place }) => place !== to && onwards.has(place))?.place;
  const way: number[] = [];
  for (let place = from; place !== undefined && place !== to; place = onwards.get(place)) {
    way.push(place);
  }
  return way;
}
