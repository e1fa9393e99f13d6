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
  /** Whether events are wanted, or progress alone. */
  readonly withEvents: boolean;
  /** Where to begin, as the store answered. */
  readonly begin: Pick<AppendedEvents, 'position' | 'isReset' | 'progress'>;
  /** Whether to begin with what comes from now on. */
  readonly fromNowOn: boolean;
  readonly follower: SimulationFollower;
  readonly signal: AbortSignal;
}

/** Between two messages of progress. */
const PROGRESS_MS = 250;
/** Files that cannot be read, and an index in the making, are looked at again after so long. */
const RETRY_MS = 500;

/**
 * What one listener is told, at its own pace, until the signal is aborted: the events after a position, each once and
 * in the order of the files, and how far the simulation has come. It takes events from what the follower has read last;
 * whoever is further behind reads from the store until it has caught up.
 */
export async function* streamEvents(request: StreamRequest): AsyncGenerator<LiveMessage> {
  const { criteria, withEvents, begin, follower, signal } = request;
  const isMatch = Object.keys(criteria).length === 0 ? undefined : matchCriteria(criteria);
  let { position } = begin;
  let { generation } = follower;
  /** The batch that comes next; `undefined` while catching up. */
  let next: number | undefined;

  if (request.fromNowOn) {
    // Now is when the follower has read what there is: so nobody has to catch up who did not miss anything.
    await follower.lookAgain(signal);
    if (follower.mark !== undefined) ({ position, next } = follower.mark);
    ({ generation } = follower);
  }
  if (begin.isReset) yield { type: 'reset', position };
  let told = follower.progress ?? begin.progress;
  let toldMs = performance.now();
  yield { type: 'progress', position, progress: told };

  while (!signal.aborted) {
    if (follower.failure !== undefined) throw follower.failure;
    if (follower.generation !== generation) {
      generation = follower.generation;
      position = STREAM_START;
      next = undefined;
      yield { type: 'reset', position };
      continue;
    }

    const { progress = told } = follower;
    const untilProgressMs = isSameProgress(progress, told)
      ? undefined
      : toldMs + PROGRESS_MS - performance.now();
    if (untilProgressMs !== undefined && untilProgressMs <= 0) {
      told = progress;
      toldMs = performance.now();
      yield { type: 'progress', position, progress };
      continue;
    }

    const { mark } = follower;
    if (!withEvents) {
      position = mark?.position ?? position;
    } else if (next !== undefined && follower.ring.reaches(next)) {
      const batch = follower.ring.get(next);
      if (batch !== undefined) {
        next += 1;
        position = batch.position;
        const message = select(batch.message, isMatch);
        if (message !== undefined) yield message;
        continue;
      }
    } else if (mark?.position === position) {
      next = mark.next;
      continue;
    } else if (mark !== undefined) {
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
        if (position === read.mark?.position && generation === follower.generation) {
          ({ next } = read.mark);
        }
      }
      // Where the follower has moved meanwhile, it will not say so again.
      const isWaiting = !hasMoved && follower.mark?.position === mark.position;
      if (isWaiting) await follower.wait({ timeoutMs: RETRY_MS, signal });
      continue;
    }
    await follower.wait({ timeoutMs: untilProgressMs, signal });
  }
}

// Each line is read once, whoever filters it.
const storedEvents = new WeakMap<PlacedEvent, StoredEvent>();

/** The message with the events that match; the very same when all do, `undefined` when none does. */
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
