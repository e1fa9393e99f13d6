import type { Lanes } from '../../../work/lanes';

/**
 * The number of simultaneous tasks in the store, by duration, so that no request waits for one that takes much longer than
 * itself:
 * - `instant`: an event by its id, a position, a description;
 * - `page`: a page of events;
 * - `count`: counts and walks;
 * - `long`: a walk that turned out to have many steps;
 * - `search`: reading the files for a text;
 * - `bulk`: a batch of an export.
 * Node reads files and runs statements in four threads. The first two lanes find one free most of the time.
 */
export const STORE_LANES = { instant: 3, page: 2, count: 3, long: 1, search: 1, bulk: 1 } as const;
export type StoreLane = keyof typeof STORE_LANES;
export type StoreLanes = Lanes<StoreLane>;
