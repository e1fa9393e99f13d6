import type { IndexState } from './index-state';
import type { RunDigest } from '../ensemble/run-digest';

/** A run whose files cannot be read, and the reason. */
export interface UnreadRun {
  readonly simulationId: string;
  readonly reason: string;
}

/** Results about several runs. */
export interface DigestResults<Result> {
  /** By run, in the requested order. Runs without a digest are missing. */
  readonly results: ReadonlyMap<string, Result>;
  /** Runs that are being indexed. Empty unless the answer is partial. */
  readonly waiting: readonly string[];
  readonly unread: readonly UnreadRun[];
  /** The state of all indexes together. Present in partial answers. */
  readonly index?: IndexState;
}

/** Reads from the digest of one run. The digest is valid until the promise settles. */
export type ReadDigest<Result> = (digest: RunDigest, simulationId: string) => Promise<Result>;
