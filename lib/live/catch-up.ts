import { EventFilesUnreadableError } from '../errors';
import type { StreamPosition } from '../files/stream-position';
import type { EventCriteria } from '../filters/event-filter';
import type { AppendedEvents, EventStore } from '../store/event-store';

/** How far a follower has read, and which batch of its ring comes next. */
export interface FollowerMark {
  readonly position: StreamPosition;
  readonly next: number;
}

/** A stretch of the stream, and how far the follower was when it was read. */
export interface CaughtUp extends AppendedEvents {
  readonly mark: FollowerMark | undefined;
}

/**
 * Reads from the store for those who are behind, one stretch at a time, so that following is not held up. Who was cut off
 * at the same place is given the same: a hundred who come back together cost little more than one.
 */
export interface CatchUp {
  /** What comes after a position, to the follower's mark at most; `undefined` when the files cannot be read just now. */
  read(
    after: StreamPosition,
    criteria: EventCriteria,
    signal: AbortSignal,
  ): Promise<CaughtUp | undefined>;
  /** Forgets what was read: the files were rewritten. */
  forget(): void;
}

const STRETCH_EVENTS = 2000;
const KEPT_STRETCHES = 4;

export function createCatchUp(
  store: EventStore,
  simulationId: string,
  currentMark: () => FollowerMark | undefined,
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
    const mark = currentMark();
    const options = { limit: STRETCH_EVENTS, until: mark?.position };
    try {
      const read = await store.readAppended(simulationId, after, criteria, options);
      const stretch = { ...read, mark };
      // Such a one stays what it is, whatever comes after it.
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
