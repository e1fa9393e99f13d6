import type { CausalLink } from './causal-link';
import { LinkSet } from './link-set';
import { UNHURRIED, type Pace } from './pace';

/** At most `limit` links from these events to their causes, or to their effects; ids that no event has give none. */
export type FindNeighbours = (
  eventIds: readonly string[],
  direction: 'causes' | 'effects',
  limit: number,
) => Promise<readonly CausalLink[]>;

export interface TraceOptions {
  /** How many links to follow each way. */
  readonly depth: number;
  /** How many events at most, upstream and downstream together. Default 1,000. */
  readonly maxEvents?: number;
  readonly pace?: Pace;
}

export interface CausalTrace {
  /** Ids of causes, and of their causes: nearest first. An id may be of an event that is in no file. */
  readonly upstream: readonly string[];
  /** Ids of effects, and of their effects: nearest first. */
  readonly downstream: readonly string[];
  /** Every link among the event and those of both lists, each once. */
  readonly links: readonly CausalLink[];
  /** Whether events within `depth` were left out to keep to `maxEvents`; the furthest are. */
  readonly truncated: boolean;
  /** Which of the event and those upstream have causes, or may have some, that are not upstream here. */
  readonly unfollowed: readonly string[];
}

/** How many links are read for each event that may be found: events of several causes share them. */
const LINKS_PER_EVENT = 10;
const MIN_LINKS = 1000;

/**
 * Follows causes and effects breadth-first, level by level. An event stands at most once in each list, within a level
 * in the order its links came in; it stands in both when it is on a cycle, and the event itself in neither.
 */
export async function traceCausality(
  neighbours: FindNeighbours,
  eventId: string,
  { depth, maxEvents = 1000, pace = UNHURRIED }: TraceOptions,
): Promise<CausalTrace> {
  const causes = new Side(eventId);
  const effects = new Side(eventId);
  const links = new LinkSet();
  // An event of a million effects is cut short where its links are read.
  const maxLinks = Math.max(MIN_LINKS, maxEvents * LINKS_PER_EVENT);
  let truncated = false;
  const cutShort = new Set<string>();
  const ask = async (
    eventIds: readonly string[],
    direction: 'causes' | 'effects',
  ): Promise<FoundNeighbours> => {
    const found = eventIds.length === 0 ? [] : await neighbours(eventIds, direction, maxLinks);
    return { links: found, isCut: found.length >= maxLinks };
  };

  let toCauses = await ask(depth > 0 ? [eventId] : [], 'causes');
  for (let level = 0; level < depth && !truncated; level++) {
    const newCauses = causes.unseen(toCauses.links.map((link) => link.cause));
    // The causes of the next level beside the effects of this one: all together that is a round less.
    const [toEffects, toNextCauses] = await Promise.all([
      ask(effects.frontier, 'effects'),
      ask(newCauses.slice(0, maxEvents), 'causes'),
    ]);
    if (toCauses.isCut) for (const id of causes.frontier) cutShort.add(id);
    await pace.breathe();
    links.add(toCauses.links);
    links.add(toEffects.links);
    await pace.breathe();
    const newEffects = effects.unseen(toEffects.links.map((link) => link.effect));

    // A thousand effects must not crowd out the causes, nor the other way round: each may have half of what is left.
    const room = maxEvents - causes.found.length - effects.found.length;
    const roomForCauses = Math.max(Math.ceil(room / 2), room - newEffects.length);
    causes.admit(newCauses.slice(0, roomForCauses));
    effects.admit(newEffects.slice(0, maxEvents - causes.found.length - effects.found.length));
    truncated = newCauses.length + newEffects.length > room || toCauses.isCut || toEffects.isCut;
    toCauses = toNextCauses;
    if (causes.frontier.length + effects.frontier.length === 0) break;
    if (pace.isTimeShort()) truncated = true;
  }

  // A cause and an effect of the event may be linked directly, too; of these events the causes are not known yet.
  const unasked = [...new Set([...causes.frontier, ...effects.found])];
  if (unasked.length > 0) {
    const among = await ask(unasked, 'causes');
    if (among.isCut) for (const id of unasked) cutShort.add(id);
    links.add(among.links);
  }

  const traced = [eventId, ...causes.found];
  const open = new Set([...cutShort, ...links.effectsOfOthers(new Set(traced))]);
  return {
    upstream: causes.found,
    downstream: effects.found,
    links: links.among(new Set([...traced, ...effects.found])),
    truncated,
    unfollowed: traced.filter((id) => open.has(id)),
  };
}

interface FoundNeighbours {
  readonly links: readonly CausalLink[];
  /** Whether there may be more. */
  readonly isCut: boolean;
}

/** What has been found in one direction. */
class Side {
  readonly found: string[] = [];
  /** The furthest level, whose neighbours come next. */
  frontier: readonly string[];
  readonly #seen: Set<string>;

  constructor(eventId: string) {
    this.frontier = [eventId];
    this.#seen = new Set(this.frontier);
  }

  unseen(eventIds: readonly string[]): readonly string[] {
    return [...new Set(eventIds)].filter((id) => !this.#seen.has(id));
  }

  admit(eventIds: readonly string[]): void {
    this.frontier = eventIds;
    for (const id of eventIds) {
      this.found.push(id);
      this.#seen.add(id);
    }
  }
}
