import type { SimulationClock } from './simulation-clock';
import { createSeededClock } from './seeded-clock';
import { createSeededRandom } from './seeded-random';

/** A simulated clock. It moves a little at each reading, and by the full time at each wait, without really waiting. */
export interface MovingClock extends SimulationClock {
  /** Moves the clock forward. */
  advance(ms: number): void;
}

/**
 * @param startTime ISO 8601
 * @param stepMs the average time from one event to the next
 */
export function createMovingClock(startTime: string, seed: number, stepMs = 1): MovingClock {
  const clock = createSeededClock(startTime, seed);
  const random = createSeededRandom(seed);
  let elapsedMs = 0;
  const advance = (ms: number): void => {
    elapsedMs += ms;
    clock.advance(ms * 1000);
  };
  return {
    advance,
    stamp: () => {
      advance(stepMs * (0.2 + 1.6 * random.next()));
      return clock.now();
    },
    nowMs: () => elapsedMs,
    wait: (ms, signal) => {
      signal.throwIfAborted();
      advance(ms);
      return Promise.resolve();
    },
  };
}
