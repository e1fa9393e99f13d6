import { EventFilesUnreadableError } from '../errors';
import type { StreamPosition } from '../files/stream-position';
import type { EventCriteria } from '../filters/event-filter';
import type { AppendedEvents, EventStore } from '../store/event-store';

/** The position of a follower, and the number of the next batch in its ring. */
export interface FollowerCursor {
  readonly position: StreamPosition;
  readonly next: number;
}

/** A stretch of the stream, and the follower's cursor when it was read. */
export interface CaughtUp extends AppendedEvents {
  readonly cursor: FollowerCursor | undefined;
}

/**
 * Reads from the store for listeners that are behind, one stretch at a time, so that following is not delayed. Listeners that
 * were disconnected at the same place share stretches: a hundred that reconnect together cost little more than one.
 */
export interface CatchUp {
  /** The events after a position, at most up to the follower's cursor; `undefined` while the files cannot be read. */
  read(
    after: StreamPosition,
    criteria: EventCriteria,
    signal: AbortSignal,
  ): Promise<CaughtUp | undefined>;
  /** Drops all stretches, because the files were rewritten. */
  forget(): void;
}

const STRETCH_EVENTS = 2000;
const KEPT_STRETCHES = 4;

export function createCatchUp(
  store: EventStore,
  simulationId: string,
  currentCursor: () => FollowerCursor | undefined,
): CatchUp {
  const kept = new Map<string, CaughtUp>();
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function readStretch(
    after: StreamPosition,
    criteria: EventCriteria,
  ): Promise<CaughtUp | undefined> {
    const key = `${after} ${JSON.stringify(criteria)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const cursor = currentCursor();
    const options = { limit: STRETCH_EVENTS, until: cursor?.position };
    try {
      const read = await store.readAppended(simulationId, after, criteria, options);
      const stretch = { ...read, cursor };
      // A full stretch does not change when events are appended.
      if (read.events.length === STRETCH_EVENTS && !read.isReset) keep(key, stretch);
      return stretch;
    } catch (error) {
      if (error instanceof EventFilesUnreadableError) return undefined;
      throw error;
    }
  }

  function keep(key: string, stretch: CaughtUp): void {
    kept.set(key, stretch);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_STRETCHES && oldest !== undefined) kept.delete(oldest);
  }

  return {
    read(after, criteria, signal) {
      const turn = lastTurn.then(() => (signal.aborted ? undefined : readStretch(after, criteria)));
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
    forget: () => kept.clear(),
  };
}
