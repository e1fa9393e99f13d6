import { formatTimestamp, parseTimestamp, toEpochMicros } from '../events/epoch-micros';
import { createSeededRandom } from './seeded-random';
import { createSeededUlids } from './seeded-ulids';

/** The time and the id of an event. */
export interface SeededMoment {
  readonly event_id: string;
  readonly timestamp: string;
}

/** A clock that moves only by `advance`. Each reading also yields a new id. */
export interface SeededClock {
  /** Moves the clock forward by whole microseconds. */
  advance(micros: number): void;
  /** The current time, and an id greater than all before. */
  now(): SeededMoment;
}

/** @throws {RangeError} when `startTime` is not ISO 8601 */
export function createSeededClock(startTime: string, seed: number): SeededClock {
  const start = parseTimestamp(startTime);
  if (start === undefined) throw new RangeError(`start time ${JSON.stringify(startTime)}`);
  // A double holds microseconds exactly until the year 2255, and is much faster than a bigint.
  let micros = Number(start);
  // A separate generator, so that the number of events does not affect other random numbers.
  const nextUlid = createSeededUlids(createSeededRandom(seed));
  let second = Number.NaN;
  let secondText = '';

  return {
    advance: (by) => {
      micros += Math.max(0, Math.round(by));
    },
    now: () => {
      const wholeSeconds = Math.floor(micros / 1_000_000);
      if (wholeSeconds !== second) {
        second = wholeSeconds;
        secondText = formatTimestamp(toEpochMicros(BigInt(second) * 1_000_000n)).slice(0, 20);
      }
      const fraction = String(micros - second * 1_000_000).padStart(6, '0');
      return {
        event_id: nextUlid(Math.floor(micros / 1000)),
        timestamp: `${secondText}${fraction}+00:00`,
      };
    },
  };
}
