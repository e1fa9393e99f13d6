import type { QueuedEvent } from './event-queue';

/** The place of an event right after it was emitted. */
export type FirstPlace = 'filtered' | 'refused' | 'queued' | 'dropped';

/** The final place of a queued event. */
export type LastPlace = 'written' | 'dropped';

export interface AccountCounts {
  readonly emitted: number;
  readonly filtered: number;
  readonly refused: number;
  readonly queued: number;
  readonly written: number;
  readonly dropped: number;
  /** The number of written reports. They are the writer's own events and do not count as emitted. */
  readonly reports: number;
}

/**
 * The place of every emitted event. Each event is in one place at any time, and moves from `queued` to its final place once. So
 * `emitted = filtered + refused + queued + written + dropped` holds at any time.
 */
export interface EventAccount {
  readonly counts: AccountCounts;
  /** Counts an emitted event in its first place. */
  enter(place: FirstPlace): void;
  /**
   * Counts a queued event in its final place; returns `false` when it had one already. Reports are counted separately, when
   * written.
   */
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
