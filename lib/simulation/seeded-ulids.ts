import { monotonicFactory } from 'ulid';
import type { SeededRandom } from './seeded-random';

/**
 * Makes ULIDs from given times (milliseconds since 1970) that a seed fixes. Each is later than the one before, also
 * within one millisecond or when time is given backwards.
 */
export function createSeededUlids(random: SeededRandom): (timeMs: number) => string {
  return monotonicFactory(() => random.next());
}
