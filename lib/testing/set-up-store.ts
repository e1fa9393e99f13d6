import { onTestFinished } from 'vitest';
import type { EventStore } from '../store/event-store';
import { makeTempRoot } from './temp-root';

interface Waits {
  /** How long a request waits for the index, ms. */
  readonly waitMs: number;
  /** How long reading appended events waits for the index, ms. */
  readonly appendedWaitMs?: number;
}

export interface StoreOptions extends Waits {
  readonly outputRoot: string;
  /** A folder for index files. Another store with the same folder finds the index of an earlier one. */
  readonly indexDir: string;
}

/** Opens a store over a root. */
export type OpenStore = (options: StoreOptions) => Promise<EventStore>;

/** Waits as long as necessary. */
export const PATIENT: Waits = { waitMs: 60_000, appendedWaitMs: 60_000 };

interface SetUp {
  readonly root: string;
  readonly indexDir: string;
  readonly store: EventStore;
}

/** Opens a store over an empty root until the test ends. */
export async function setUpStore(open: OpenStore, waits = PATIENT): Promise<SetUp> {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const store = await open({ outputRoot: root, indexDir, ...waits });
  onTestFinished(() => store.close());
  return { root, indexDir, store };
}
