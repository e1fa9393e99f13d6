import type { CausalLink } from './causal-link';
import { LinkSet } from './link-set';
import { UNHURRIED, type Pace } from './pace';

/** At most `limit` links from these events to their causes or effects. Missing events have no links. */
export type FindNeighbours = (
  eventIds: readonly string[],
  direction: 'causes' | 'effects',
  limit: number,
) => Promise<readonly CausalLink[]>;

export interface TraceOptions {
  /** The number of links to follow in each direction. */
  readonly depth: number;
  /** The maximum number of events, upstream and downstream together. Default 1,000. */
  readonly maxEvents?: number;
  readonly pace?: Pace;
}

export interface CausalTrace {
  /** Ids of direct and indirect causes, nearest first. An id may belong to a missing event. */
  readonly upstream: readonly string[];
  /** Ids of direct and indirect effects, nearest first. */
  readonly downstream: readonly string[];
  /** All links between the event and the events of both lists, without duplicates. */
  readonly links: readonly CausalLink[];
  /** Whether events within `depth` were left out because of `maxEvents`; these are the furthest. */
  readonly truncated: boolean;
  /** The event and upstream events that have, or may have, causes that are not in `upstream`. */
  readonly unfollowed: readonly string[];
}

/** The number of links read per event: events with several causes share them. */
const LINKS_PER_EVENT = 10;
const MIN_LINKS = 1000;

/**
 * Follows causes and effects breadth-first, level by level. An event occurs at most once in each list, within a level in the
 * order of its links. An event on a cycle occurs in both lists, the starting event in neither.
 */
export async function traceCausality(
  neighbours: FindNeighbours,
  eventId: string,
  { depth, maxEvents = 1000, pace = UNHURRIED }: TraceOptions,
): Promise<CausalTrace> {
  const causes = new Side(eventId);
  const effects = new Side(eventId);
  const links = new LinkSet();
  // An event with a million effects is limited when its links are read.
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
    // The next level's causes are read together with this level's effects, which saves a round.
    const asked = [
      ask(effects.frontier, 'effects'),
      ask(newCauses.slice(0, maxEvents), 'causes'),
    ] as const;
    // When one fails, the other still reads what was lent to this walk.
    await Promise.allSettled(asked);
    const [toEffects, toNextCauses] = await Promise.all(asked);
    if (toCauses.isCut) for (const id of causes.frontier) cutShort.add(id);
    await pace.breathe();
    links.add(toCauses.links);
    links.add(toEffects.links);
    await pace.breathe();
    const newEffects = effects.unseen(toEffects.links.map((link) => link.effect));

    // Causes and effects must not crowd each other out: each gets at least half of the remaining room.
    const room = maxEvents - causes.found.length - effects.found.length;
    const roomForCauses = Math.max(Math.ceil(room / 2), room - newEffects.length);
    causes.admit(newCauses.slice(0, roomForCauses));
    effects.admit(newEffects.slice(0, maxEvents - causes.found.length - effects.found.length));
    truncated = newCauses.length + newEffects.length > room || toCauses.isCut || toEffects.isCut;
    toCauses = toNextCauses;
    if (causes.frontier.length + effects.frontier.length === 0) break;
    if (pace.isTimeShort()) truncated = true;
  }

  // A cause and an effect of the event may also be linked directly. The causes of these events have not been read yet.
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

/** The events found in one direction. */
class Side {
  readonly found: string[] = [];
  /** The last level. Its neighbours come next. */
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
