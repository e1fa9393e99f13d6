import type { SimulationClock } from './simulation-clock';
import { createSeededClock } from './seeded-clock';
import { createSeededRandom } from './seeded-random';

/** A clock for simulations that moves when it is looked at, and as far as it is told to wait: nobody waits in fact. */
export interface MovingClock extends SimulationClock {
  /** Lets time go by. */
  advance(ms: number): void;
}

/**
 * @param startTime ISO 8601
 * @param stepMs from one event to the next, on average
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
