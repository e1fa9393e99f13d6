import path from 'node:path';
import { STREAM_END, type StreamPosition } from '../files/stream-position';
import type { EventCriteria } from '../filters/event-filter';
import { matchCriteria } from '../filters/match-criteria';
import type { EventStore } from '../store/event-store';
import { outsideWork } from '../work/work';
import type { LiveMessage } from './live-message';
import { followSimulation, type SimulationFollower } from './simulation-follower';
import { streamEvents, type StreamRequest } from './stream-events';

export interface LiveOptions {
  /** A position from an earlier message, `start` or `end`. Default `end`: from now on. */
  readonly after?: StreamPosition | undefined;
  /** Whether to send events; otherwise only progress. Default true. */
  readonly withEvents?: boolean | undefined;
  /** Ends the stream. */
  readonly signal?: AbortSignal | undefined;
}

/** Streams appended events of simulations to listeners. Each simulation is read once, and only while it has listeners. */
export interface LiveHub {
  /**
   * The stream from a position on. It does nothing until its first message is requested. It ends when the signal aborts or the
   * hub is closed, and fails when the simulation is removed.
   * @throws {SimulationNotFoundError}
   * @throws {InvalidParametersError} when a time in the criteria is not a timestamp
   */
  streamEvents(
    simulationId: string,
    criteria?: EventCriteria,
    options?: LiveOptions,
  ): Promise<AsyncGenerator<LiveMessage>>;
  /** Ends all streams. */
  close(): void;
}

export interface LiveHubOptions {
  readonly outputRoot: string;
  readonly store: EventStore;
  /** The size of the buffer of a simulation's latest events, for readers that are slightly behind, in bytes. Default 8 MiB. */
  readonly ringBytes?: number;
}

const DEFAULT_RING_BYTES = 8 * 1024 * 1024;

export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { outputRoot, store, ringBytes = DEFAULT_RING_BYTES } = options;
  const followers = new Map<string, SharedFollower>();
  const streams = new Set<AbortController>();
  let isClosed = false;

  function follow(simulationId: string): SharedFollower {
    const known = followers.get(simulationId);
    if (known !== undefined && known.follower.failure === undefined) return known;
    const directory = path.join(outputRoot, simulationId);
    // Not bound to the request that started it: when that client disconnects, others may listen.
    const follower = outsideWork(() =>
      followSimulation({ simulationId, directory, store, ringBytes }),
    );
    const shared = { follower, listeners: 0 };
    followers.set(simulationId, shared);
    return shared;
  }

  async function* listen(
    simulationId: string,
    request: Omit<StreamRequest, 'follower' | 'signal'>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<LiveMessage> {
    if (isClosed || signal?.aborted === true) return;
    const ending = new AbortController();
    const end = (): void => ending.abort();
    const shared = follow(simulationId);
    const { follower } = shared;
    shared.listeners += 1;
    streams.add(ending);
    signal?.addEventListener('abort', end);
    try {
      yield* streamEvents({ ...request, follower, signal: ending.signal });
    } finally {
      signal?.removeEventListener('abort', end);
      streams.delete(ending);
      shared.listeners -= 1;
      if (shared.listeners === 0) {
        follower.stop();
        if (followers.get(simulationId) === shared) followers.delete(simulationId);
      }
    }
  }

  return {
    async streamEvents(simulationId, criteria = {}, options = {}) {
      const { after = STREAM_END, withEvents = true, signal } = options;
      // Invalid criteria are reported before the stream begins.
      matchCriteria(criteria);
      const begin = await store.readAppended(simulationId, after, criteria, { limit: 0 });
      const fromNowOn = after === STREAM_END;
      return listen(simulationId, { criteria, withEvents, begin, fromNowOn }, signal);
    },
    close() {
      isClosed = true;
      for (const stream of streams) stream.abort();
    },
  };
}

interface SharedFollower {
  readonly follower: SimulationFollower;
  listeners: number;
}
