import { formatTimestamp, parseTimestamp, toEpochMicros } from '../events/epoch-micros';
import { createSeededRandom } from './seeded-random';
import { createSeededUlids } from './seeded-ulids';

/** When and under which id an event happens. */
export interface SeededMoment {
  readonly event_id: string;
  readonly timestamp: string;
}

/** A clock that only moves when told to, and names each moment it is asked for. */
export interface SeededClock {
  /** Moves on by whole microseconds. */
  advance(micros: number): void;
  /** The time and an id later than every one before it. */
  now(): SeededMoment;
}

/** @throws {RangeError} when `startTime` is not ISO 8601 */
export function createSeededClock(startTime: string, seed: number): SeededClock {
  const start = parseTimestamp(startTime);
  if (start === undefined) throw new RangeError(`start time ${JSON.stringify(startTime)}`);
  // Doubles count microseconds exactly until the year 2255, and are much quicker than bigints.
  let micros = Number(start);
  // A generator of its own, so that an event more or less changes no number of the story.
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
