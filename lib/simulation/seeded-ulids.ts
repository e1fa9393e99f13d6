import { monotonicFactory } from 'ulid';
import type { SeededRandom } from './seeded-random';

/**
 * Makes ULIDs from times (milliseconds since 1970), fixed by a seed. Each is greater than the one before, also within one
 * millisecond and when time goes backwards.
 */
export function createSeededUlids(random: SeededRandom): (timeMs: number) => string {
  return monotonicFactory(() => random.next());
}
