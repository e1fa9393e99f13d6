import type { QueuedEvent } from './event-queue';

/** What becomes of an event at once when it is emitted. */
export type FirstPlace = 'filtered' | 'refused' | 'queued' | 'dropped';

/** What becomes of a queued event in the end. */
export type LastPlace = 'written' | 'dropped';

export interface AccountCounts {
  readonly emitted: number;
  readonly filtered: number;
  readonly refused: number;
  readonly queued: number;
  readonly written: number;
  readonly dropped: number;
  /** The writer's own events that were written; they are not emitted. */
  readonly reports: number;
}

/**
 * Where every emitted event is: each is in one place at any time, and goes from `queued` to its last place once. So
 * `emitted = filtered + refused + queued + written + dropped` whenever somebody looks.
 */
export interface EventAccount {
  readonly counts: AccountCounts;
  /** An event is emitted and has its first place. */
  enter(place: FirstPlace): void;
  /** A queued event has its last place; `false` when it had one already. A report is counted as such when it is written. */
  settle(event: QueuedEvent, place: LastPlace): boolean;
}

export function createEventAccount(): EventAccount {
  const counts = {
    emitted: 0,
    filtered: 0,
    refused: 0,
    queued: 0,
    written: 0,
    dropped: 0,
    reports: 0,
  };
  return {
    get counts() {
      return { ...counts };
    },
    enter(place) {
      counts.emitted += 1;
      counts[place] += 1;
    },
    settle(event, place) {
      if (event.isSettled) return false;
      event.isSettled = true;
      if (event.isReport) {
        if (place === 'written') counts.reports += 1;
        return true;
      }
      counts.queued -= 1;
      counts[place] += 1;
      return true;
    },
  };
}
