import { analyseChainInSlices, type ChainAnalysis } from '../causality/analyse-chain';
import type { CausalLink, LinkChoice, MissingCause } from '../causality/causal-link';
import { chooseLinks } from '../causality/choose-links';
import { DEFAULT_DEPTH } from '../causality/depth';
import { findPaths } from '../causality/find-paths';
import { traceCausality, type FindNeighbours } from '../causality/trace-causality';
import { EventNotFoundError } from '../errors';
import type { EventLine } from '../events/event-line';
import type { EventStore, FindLinks, InferLinks } from '../store/event-store';
import { breathe, isTimeShort } from '../work/work';
import { explainMissingCauses } from './missing-causes';

export interface ChainOptions {
  /** The number of links to follow in each direction, 1 to 20. Default 5. */
  readonly depth?: number | undefined;
  /** Default `declared`. */
  readonly links?: LinkChoice | undefined;
  /** Whether to analyse the chain. Default false. */
  readonly withAnalysis?: boolean | undefined;
}

export interface CausalityLines {
  readonly event_id: string;
  readonly event: EventLine;
  /** Direct and indirect causes, nearest first. */
  readonly upstream: readonly EventLine[];
  /** Direct and indirect effects, nearest first. */
  readonly downstream: readonly EventLine[];
  readonly links: readonly CausalLink[];
  readonly missing_causes: readonly string[];
  /** The same ids, each with its reason; see {@link explainMissingCauses}. */
  readonly missing: readonly MissingCause[];
  readonly truncated: boolean;
  /** If requested. */
  readonly analysis?: ChainAnalysis;
}

export interface PathQuery {
  /** Default `declared`. */
  readonly links?: LinkChoice | undefined;
  /** The maximum length of a path, in links, 1 to 200. Default 20. */
  readonly maxLength?: number | undefined;
  /** The maximum number of paths, 1 to 100. Default 10. */
  readonly limit?: number | undefined;
}

export interface CausalPathLines {
  readonly from: string;
  readonly to: string;
  readonly shortest: readonly string[] | null;
  /** Shortest first. */
  readonly paths: readonly (readonly string[])[];
  /** The events on these paths. */
  readonly events: readonly EventLine[];
  readonly links: readonly CausalLink[];
  readonly truncated: boolean;
}

/** Queries about causes and effects. Every method rejects like `EventStore`. */
export interface CausalityReader {
  /**
   * Follows links in both directions. Each event occurs once in a direction; at most 1,000 causes and effects.
   * @throws {EventNotFoundError}
   */
  getCausalityChain(
    simulationId: string,
    eventId: string,
    options?: ChainOptions,
  ): Promise<CausalityLines>;
  /**
   * The paths from one event to another, along links from cause to effect.
   * @throws {EventNotFoundError} when no event has one of the ids
   */
  getCausalPaths(
    simulationId: string,
    from: string,
    to: string,
    options?: PathQuery,
  ): Promise<CausalPathLines>;
}

/** The pace of the current work. */
const PACE = { breathe, isTimeShort };

export function createCausalityReader(store: EventStore): CausalityReader {
  return {
    async getCausalityChain(simulationId, eventId, options = {}) {
      const { depth = DEFAULT_DEPTH, links, withAnalysis = false } = options;
      const chain = await store.followLinks(simulationId, async (findLinks, inferLinks) => {
        const walk = createWalk(findLinks, inferLinks, links);
        const trace = await traceCausality(walk.neighbours, eventId, { depth, pace: PACE });
        await walk.readLines([eventId, ...trace.upstream, ...trace.downstream]);
        return {
          event_id: eventId,
          event: walk.lineOf(simulationId, eventId),
          upstream: walk.present(trace.upstream),
          downstream: walk.present(trace.downstream),
          links: trace.links,
          missing_causes: walk.missing(trace.upstream),
          truncated: trace.truncated || walk.isTruncated(),
          ...(withAnalysis ? { analysis: await analyseChainInSlices(eventId, trace, PACE) } : {}),
        };
      });
      const missing = await explainMissingCauses(store, simulationId, chain.missing_causes);
      return { ...chain, missing };
    },

    getCausalPaths: (simulationId, from, to, { links, maxLength, limit } = {}) =>
      store.followLinks(simulationId, async (findLinks, inferLinks) => {
        const walk = createWalk(findLinks, inferLinks, links);
        // Without both events there is nothing to search.
        await walk.readLines([from, to]);
        for (const id of [from, to]) walk.lineOf(simulationId, id);
        const found = await findPaths(walk.neighbours, from, to, { maxLength, limit, pace: PACE });
        const eventIds = [...new Set(found.paths.flat())];
        await walk.readLines(eventIds);
        return {
          from,
          to,
          shortest: found.paths[0] ?? null,
          paths: found.paths,
          events: walk.present(eventIds),
          links: found.links,
          truncated: found.truncated || walk.isTruncated(),
        };
      }),
  };
}

/** A walk along links, and the lines it has read. */
interface Walk {
  readonly neighbours: FindNeighbours;
  /** Whether some inferred links were left out. */
  isTruncated(): boolean;
  /** Reads the lines of events that were reached without a line. */
  readLines(eventIds: readonly string[]): Promise<void>;
  /** @throws {EventNotFoundError} */
  lineOf(simulationId: string, eventId: string): EventLine;
  present(eventIds: readonly string[]): readonly EventLine[];
  missing(eventIds: readonly string[]): readonly string[];
}

function createWalk(
  findLinks: FindLinks,
  inferLinks: InferLinks,
  choice: LinkChoice | undefined,
): Walk {
  const lines = new Map<string, EventLine>();
  const missing = new Set<string>();
  let isTruncated = false;

  async function find(...[eventIds, direction, limit]: Parameters<FindNeighbours>) {
    const found = await findLinks(eventIds, direction, limit);
    for (const line of found.events) {
      if (!lines.has(line.event_id)) lines.set(line.event_id, line);
    }
    isTruncated ||= found.truncated;
    if (direction === 'causes') {
      // In a truncated result, a missing id may belong to an event that was left out.
      const absent = found.truncated ? [] : eventIds.filter((id) => !lines.has(id));
      for (const id of absent) missing.add(id);
    }
    return found;
  }

  async function inferred(...[eventIds, direction, limit]: Parameters<FindNeighbours>) {
    const { links, truncated } = await inferLinks(eventIds, direction, limit);
    isTruncated ||= truncated;
    return links;
  }

  return {
    neighbours: chooseLinks(
      {
        declared: async (eventIds, direction, limit) =>
          (await find(eventIds, direction, limit)).links,
        declaring: async (eventIds) => new Set((await find(eventIds, 'causes', 0)).declaring),
        inferred,
      },
      choice,
    ),
    isTruncated: () => isTruncated,
    async readLines(eventIds) {
      const unread = eventIds.filter((id) => !lines.has(id) && !missing.has(id));
      if (unread.length > 0) await find(unread, 'causes', 0);
    },
    lineOf(simulationId, eventId) {
      const line = lines.get(eventId);
      if (line === undefined) throw new EventNotFoundError(simulationId, eventId);
      return line;
    },
    present: (eventIds) => eventIds.flatMap((id) => lines.get(id) ?? []),
    missing: (eventIds) => eventIds.filter((id) => missing.has(id)),
  };
}
