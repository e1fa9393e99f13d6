import type { EventFilter } from '../lib/filters/event-filter';
import { createSeededRandom } from '../lib/testing/seeded-random';
import { AGENTS } from './generate';

export const PAGE_SIZE = 100;
export const DEPTH = 5;

const TYPES = ['MILESTONE', 'DECISION', 'ACTION', 'STATE', 'DETAIL', 'SYSTEM'] as const;

/** Filters as a person clicks them together: one to three types, some agents, a range of turns. Pages come later. */
export function makeFilters(count: number, turns: number): readonly EventFilter[] {
  const random = createSeededRandom(2);
  return Array.from({ length: count }, () => {
    const start = random.int(1, turns);
    const agents = Array.from(
      { length: random.int(1, 4) },
      () => `agent_${String(random.int(0, AGENTS - 1)).padStart(3, '0')}`,
    );
    const types = Array.from({ length: random.int(1, 3) }, () => random.pick(TYPES));
    return {
      limit: PAGE_SIZE,
      ...(random.chance(0.7) ? { event_types: [...new Set(types)] } : {}),
      ...(random.chance(0.6) ? { agent_ids: [...new Set(agents)] } : {}),
      ...(random.chance(0.4)
        ? { turn_start: start, turn_end: Math.min(turns, start + random.int(1, turns)) }
        : {}),
    };
  });
}

/** Any page of so many matches, deep ones as likely as the first. */
export function makeOffsets(totals: readonly number[]): readonly number[] {
  const random = createSeededRandom(3);
  return totals.map((total) => random.int(0, Math.max(0, total - 1)));
}
