import { readEventLine, type StoredEvent } from '../events/read-event';
import { STREAM_START } from '../files/stream-position';
import type { EventCriteria } from '../filters/event-filter';
import { matchCriteria, type EventMatcher } from '../filters/match-criteria';
import type { AppendedEvents, PlacedEvent } from '../store/event-store';
import { splitBatches } from './event-ring';
import type { EventsMessage, LiveMessage } from './live-message';
import { isSameProgress, type SimulationFollower } from './simulation-follower';

export interface StreamRequest {
  readonly criteria: EventCriteria;
  /** Whether to send events; otherwise only progress. */
  readonly withEvents: boolean;
  /** Where to begin, from the store's answer. */
  readonly begin: Pick<AppendedEvents, 'position' | 'isReset' | 'progress'>;
  /** Whether to begin with events appended from now on. */
  readonly fromNowOn: boolean;
  readonly follower: SimulationFollower;
  readonly signal: AbortSignal;
}

/** The minimum time between two progress messages. */
const PROGRESS_MS = 250;
/** How long to wait before files that cannot be read, or an incomplete index, are looked at again. */
const RETRY_MS = 500;

/**
 * The stream for one listener, at its own pace, until the signal aborts: the events after a position, each once and in the
 * order of the files, and the progress of the simulation. Events come from the follower's buffer. A listener that is further
 * behind reads from the store until it has caught up.
 */
export async function* streamEvents(request: StreamRequest): AsyncGenerator<LiveMessage> {
  const { criteria, withEvents, begin, follower, signal } = request;
  const isMatch = Object.keys(criteria).length === 0 ? undefined : matchCriteria(criteria);
  let { position } = begin;
  let { generation } = follower;
  /** The number of the next batch; `undefined` while catching up. */
  let next: number | undefined;

  if (request.fromNowOn) {
    // Begins after the follower's latest read, so that a listener that has missed nothing does not have to catch up.
    await follower.lookAgain(signal);
    if (follower.cursor !== undefined) ({ position, next } = follower.cursor);
    ({ generation } = follower);
  }
  if (begin.isReset) yield { type: 'reset', position };
  let sent = follower.progress ?? begin.progress;
  let sentMs = performance.now();
  yield { type: 'progress', position, progress: sent };

  while (!signal.aborted) {
    if (follower.failure !== undefined) throw follower.failure;
    if (follower.generation !== generation) {
      generation = follower.generation;
      position = STREAM_START;
      next = undefined;
      yield { type: 'reset', position };
      continue;
    }

    const { progress = sent } = follower;
    const untilProgressMs = isSameProgress(progress, sent)
      ? undefined
      : sentMs + PROGRESS_MS - performance.now();
    if (untilProgressMs !== undefined && untilProgressMs <= 0) {
      sent = progress;
      sentMs = performance.now();
      yield { type: 'progress', position, progress };
      continue;
    }

    const { cursor } = follower;
    if (!withEvents) {
      position = cursor?.position ?? position;
    } else if (next !== undefined && follower.ring.reaches(next)) {
      const batch = follower.ring.get(next);
      if (batch !== undefined) {
        next += 1;
        position = batch.position;
        const message = select(batch.message, isMatch);
        if (message !== undefined) yield message;
        continue;
      }
    } else if (cursor?.position === position) {
      next = cursor.next;
      continue;
    } else if (cursor !== undefined) {
      const located = follower.ring.locate(position);
      if (located !== undefined) {
        ({ position, next } = located);
        const message = select({ type: 'events', events: located.events }, isMatch);
        if (message !== undefined && message.events.length > 0) yield message;
        continue;
      }
      const read = await follower.catchUp.read(position, criteria, signal);
      const hasMoved = read !== undefined && read.position !== position;
      if (read !== undefined) {
        if (read.isReset) yield { type: 'reset', position: STREAM_START };
        for (const events of splitBatches(read.events)) yield { type: 'events', events };
        position = read.position;
        if (position === read.cursor?.position && generation === follower.generation) {
          ({ next } = read.cursor);
        }
      }
      // If the follower has moved meanwhile, there will be no further notification.
      const isWaiting = !hasMoved && follower.cursor?.position === cursor.position;
      if (isWaiting) await follower.wait({ timeoutMs: RETRY_MS, signal });
      continue;
    }
    await follower.wait({ timeoutMs: untilProgressMs, signal });
  }
}

// A cache: each line is parsed once for all listeners.
const storedEvents = new WeakMap<PlacedEvent, StoredEvent>();

/** The message with the matching events: the same object when all match, `undefined` when none does. */
function select(
  message: EventsMessage,
  isMatch: EventMatcher | undefined,
): EventsMessage | undefined {
  if (isMatch === undefined) return message;
  const events = message.events.filter((event) => {
    const stored = storedEvents.get(event) ?? readEventLine(event.text).event;
    if (stored === undefined) return false;
    storedEvents.set(event, stored);
    return isMatch(stored, event.text);
  });
  if (events.length === message.events.length) return message;
  return events.length === 0 ? undefined : { type: 'events', events };
}
