import path from 'node:path';
import { DEFAULT_DEPTH } from '../causality/depth';
import type { CausalLink } from '../causality/causal-link';
import { traceCausality } from '../causality/trace-causality';
import { EventNotFoundError } from '../errors';
import type { EventLine } from '../events/event-line';
import { readSimulationName } from '../files/simulation-name';
import { DEFAULT_LIMIT, type EventCriteria, type EventFilter } from '../filters/event-filter';
import { createLiveHub, type LiveOptions } from '../live/live-hub';
import type { LiveMessage } from '../live/live-message';
import type { EventStore, SimulationStatistics } from '../store/event-store';

export type { EventsMessage, LiveMessage, ProgressMessage } from '../live/live-message';

/** A simulation and what its files hold as far as they are indexed. */
export interface DescribedSimulation extends SimulationStatistics {
  readonly id: string;
  /** The name in its config.json, else its id. */
  readonly name: string;
}

export interface EventLinePage {
  readonly events: readonly EventLine[];
  readonly total: number;
  readonly has_more: boolean;
}

export interface CausalityLines {
  readonly event_id: string;
  readonly event: EventLine;
  /** Causes, and their causes, nearest first. */
  readonly upstream: readonly EventLine[];
  /** Effects, and their effects, nearest first. */
  readonly downstream: readonly EventLine[];
  readonly links: readonly CausalLink[];
  readonly missing_causes: readonly string[];
  readonly truncated: boolean;
}

/** What the API promises, free of HTTP. Every method rejects as `EventStore` does. */
export interface EventService {
  listSimulations(): Promise<readonly DescribedSimulation[]>;
  getSimulation(simulationId: string): Promise<DescribedSimulation>;
  getFilteredEvents(simulationId: string, filter?: EventFilter): Promise<EventLinePage>;
  /** @throws {EventNotFoundError} */
  getEventById(simulationId: string, eventId: string): Promise<EventLine>;
  /**
   * Both ways along declared links, each event once, to `depth` (1 to 20, default 5).
   * @throws {EventNotFoundError}
   */
  getCausalityChain(
    simulationId: string,
    eventId: string,
    options?: { readonly depth?: number | undefined },
  ): Promise<CausalityLines>;
  /** What is appended, as it is appended; see `LiveHub.streamEvents`. */
  streamEvents(
    simulationId: string,
    criteria?: EventCriteria,
    options?: LiveOptions,
  ): Promise<AsyncGenerator<LiveMessage>>;
}

export interface EventServiceOptions {
  readonly outputRoot: string;
  readonly store: EventStore;
  /** Ends all streams when it is aborted. */
  readonly closing?: AbortSignal;
}

export function createEventService({
  outputRoot,
  store,
  closing,
}: EventServiceOptions): EventService {
  const live = createLiveHub({ outputRoot, store });
  closing?.addEventListener('abort', () => live.close(), { once: true });

  async function getSimulation(id: string): Promise<DescribedSimulation> {
    // The store knows which ids are simulations; no path is made of any other.
    const statistics = await store.describe(id);
    const name = await readSimulationName(path.join(outputRoot, id));
    return { id, name: name ?? id, ...statistics };
  }

  async function getEventById(simulationId: string, eventId: string): Promise<EventLine> {
    const [event] = await store.getEvents(simulationId, [eventId]);
    if (event === undefined) throw new EventNotFoundError(simulationId, eventId);
    return event;
  }

  return {
    listSimulations: async () => Promise.all((await store.listSimulations()).map(getSimulation)),

    getSimulation,

    async getFilteredEvents(simulationId, filter = {}) {
      const { events, total } = await store.findEvents(simulationId, filter);
      const { offset = 0, limit = DEFAULT_LIMIT } = filter;
      return { events, total, has_more: offset + Math.min(limit, events.length) < total };
    },

    getEventById,

    async getCausalityChain(simulationId, eventId, { depth = DEFAULT_DEPTH } = {}) {
      const event = await getEventById(simulationId, eventId);
      const trace = await traceCausality(
        (eventIds, direction, limit) =>
          store.findLinks(simulationId, eventIds, direction, { limit }),
        eventId,
        { depth },
      );
      const ids = [...new Set([...trace.upstream, ...trace.downstream])];
      const found = await store.getEvents(simulationId, ids);
      const lines = new Map(found.map((line) => [line.event_id, line]));
      const present = (eventIds: readonly string[]): readonly EventLine[] =>
        eventIds.flatMap((id) => lines.get(id) ?? []);
      return {
        event_id: eventId,
        event,
        upstream: present(trace.upstream),
        downstream: present(trace.downstream),
        links: trace.links,
        missing_causes: trace.upstream.filter((id) => !lines.has(id)),
        truncated: trace.truncated,
      };
    },

    streamEvents: (simulationId, criteria, options) =>
      live.streamEvents(simulationId, criteria, options),
  };
}
