import type { ApiClient, FollowOptions } from '../../lib/api/client';
import type { EventCriteria } from '../../lib/filters/event-filter';

/** A client that follows a simulation and records the lines it receives. */
export interface LineFollower {
  /** Since the last reset. */
  readonly lines: readonly string[];
  readonly resets: number;
  /** The number of progress messages. */
  readonly progress: number;
  /** From the last message. */
  readonly eventCount: number | undefined;
  /** `true` and `false` as connections came and went. */
  readonly connections: readonly boolean[];
  /** Rejects with the error of the follower. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export function followLines(
  api: ApiClient,
  simulationId: string,
  criteria: EventCriteria = {},
  options: FollowOptions = {},
): LineFollower {
  const ending = new AbortController();
  const connections: boolean[] = [];
  let lines: string[] = [];
  let resets = 0;
  let progress = 0;
  let eventCount: number | undefined;
  const messages = api.followEvents(simulationId, criteria, {
    signal: ending.signal,
    retryMs: 10,
    onConnection: ({ isConnected }) => connections.push(isConnected),
    ...options,
  });
  async function read(): Promise<void> {
    for await (const message of messages) {
      if (message.type === 'event') {
        lines.push(message.line);
      } else if (message.type === 'reset') {
        lines = [];
        resets += 1;
      } else {
        progress += 1;
        eventCount = message.event_count;
      }
    }
  }
  const ended = read();
  // Interested callers await it.
  ended.catch(() => undefined);
  return {
    get lines() {
      return lines;
    },
    get resets() {
      return resets;
    },
    get progress() {
      return progress;
    },
    get eventCount() {
      return eventCount;
    },
    connections,
    ended,
    async stop() {
      ending.abort();
      await ended;
    },
  };
}
