import type { DropReason } from './drop-ledger';
import type { RefusalReason } from './serialise-event';

/**
 * The fate of the events at one moment. Always exactly `emitted = written + filtered + refused + dropped + queued`; `queued` is
 * 0 once the writer has stopped.
 */
export interface WriterCounters {
  /** Calls of `emit` and `emitLine`. */
  readonly emitted: number;
  /** Left out because the verbosity does not record their type. */
  readonly filtered: number;
  /** Not written, because no reader would accept the line: see `RefusalReason`. */
  readonly refused: number;
  readonly refusedByReason: Readonly<Partial<Record<RefusalReason, number>>>;
  /** Completely in the file, with their line endings. */
  readonly written: number;
  /** Waiting, or being written. */
  readonly queued: number;
  readonly dropped: number;
  /** By type, ENV as STATE. The first 50 types; others as `(other)`. */
  readonly droppedByType: Readonly<Record<string, number>>;
  readonly droppedByReason: Readonly<Partial<Record<DropReason, number>>>;
  /** The writer's own `events_dropped` events in the stream. They count only here and in `bytes`. */
  readonly reports: number;
  /** The size of the lines in the file. */
  readonly bytes: number;
  /** The number of parts that were full and renamed. */
  readonly rotations: number;
  /** The number of file system errors. Each is retried. */
  readonly errors: number;
  /** The number of torn last lines that were closed. */
  readonly closedTails: number;
}
