import type { LiveHub, LiveOptions } from '../live/live-hub';
import type { LiveMessage } from '../live/live-message';
import type { EventCriteria } from '../filters/event-filter';

/** Listens to a simulation and records the messages. */
export interface LiveListener {
  readonly messages: readonly LiveMessage[];
  /** Lines since the last reset. */
  readonly lines: readonly string[];
  readonly resets: number;
  /** The position after the last message. */
  readonly position: string | undefined;
  /** Resolves when the stream has ended; rejects with its error. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Begins to listen. Resolves with the first message. */
export async function listenTo(
  hub: LiveHub,
  simulationId: string,
  criteria: EventCriteria = {},
  options: LiveOptions & {
    /** Awaited after each message, to simulate a slow reader. */
    readonly pace?: (message: LiveMessage) => Promise<void>;
  } = {},
): Promise<LiveListener> {
  const ending = new AbortController();
  const { pace, ...liveOptions } = options;
  const stream = await hub.streamEvents(simulationId, criteria, {
    signal: ending.signal,
    ...liveOptions,
  });
  const messages: LiveMessage[] = [];
  let lines: string[] = [];
  let resets = 0;
  let position: string | undefined;

  async function take(message: LiveMessage): Promise<void> {
    messages.push(message);
    if (message.type === 'reset') {
      resets += 1;
      lines = [];
    }
    if (message.type === 'events') {
      for (const event of message.events) lines.push(event.text);
      position = message.events.at(-1)?.position;
    } else {
      position = message.position;
    }
    await pace?.(message);
  }

  async function read(): Promise<void> {
    for await (const message of stream) await take(message);
  }

  const first = await stream.next();
  if (first.done !== true) await take(first.value);
  const ended = read();
  // Callers that need the error await the promise.
  ended.catch(() => undefined);
  return {
    messages,
    get lines() {
      return lines;
    },
    get resets() {
      return resets;
    },
    get position() {
      return position;
    },
    ended,
    async stop() {
      ending.abort();
      await ended;
    },
  };
}
