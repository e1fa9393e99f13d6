import type { Lanes } from '../../../work/lanes';

/**
 * How much the store does at once, by how long it takes, so that nothing waits for what takes much longer than itself:
 * - `instant`: an event by its id, a position, a description;
 * - `page`: a page of events;
 * - `count`: what counts or walks;
 * - `long`: a walk that turned out to have many steps;
 * - `search`: reading the files for a text;
 * - `bulk`: a batch of an export.
 *
 * Node reads files and runs statements in four threads: the first two find one free most of the time.
 */
export const STORE_LANES = { instant: 3, page: 2, count: 3, long: 1, search: 1, bulk: 1 } as const;
export type StoreLane = keyof typeof STORE_LANES;
export type StoreLanes = Lanes<StoreLane>;
