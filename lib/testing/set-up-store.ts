import { onTestFinished } from 'vitest';
import type { EventStore } from '../store/event-store';
import { makeTempRoot } from './temp-root';

interface Waits {
  /** How long a question waits for the index. */
  readonly waitMs: number;
  /** How long what was appended waits for it. */
  readonly appendedWaitMs?: number;
}

export interface StoreOptions extends Waits {
  readonly outputRoot: string;
  /** A folder the store may write to; the same one again finds what an earlier store left there. */
  readonly indexDir: string;
}

/** Opens a fresh store over a root. */
export type OpenStore = (options: StoreOptions) => Promise<EventStore>;

/** As long as it takes. */
export const PATIENT: Waits = { waitMs: 60_000, appendedWaitMs: 60_000 };

interface SetUp {
  readonly root: string;
  readonly indexDir: string;
  readonly store: EventStore;
}

/** A store over an empty root, until the test ends. */
export async function setUpStore(open: OpenStore, waits = PATIENT): Promise<SetUp> {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const store = await open({ outputRoot: root, indexDir, ...waits });
  onTestFinished(() => store.close());
  return { root, indexDir, store };
}
