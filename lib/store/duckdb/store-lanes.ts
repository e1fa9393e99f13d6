import type { Lanes } from '../../work/lanes';

/**
 * How much the store does at once, by what it costs. `quick` is what takes milliseconds: pages, events by id, positions.
 * `dear` is what counts, walks or searches. `bulk` is a batch of an export. Node reads files and runs statements in four
 * threads: so dear work and bulk work leave some to quick work.
 */
export const STORE_LANES = { quick: 4, dear: 2, bulk: 1 } as const;
export type StoreLane = keyof typeof STORE_LANES;
export type StoreLanes = Lanes<StoreLane>;
