import type { DropReason } from './drop-ledger';
import type { RefusalReason } from './serialise-event';

/**
 * What became of the events, at one moment. Always, to the event:
 * `emitted = written + filtered + refused + dropped + queued`, and `queued` is 0 once the writer has stopped.
 */
export interface WriterCounters {
  /** Calls of `emit` and `emitLine`. */
  readonly emitted: number;
  /** Passed over because the verbosity does not record their type. */
  readonly filtered: number;
  /** Not written, because no reader would take the line for the event: see `RefusalReason`. */
  readonly refused: number;
  readonly refusedByReason: Readonly<Partial<Record<RefusalReason, number>>>;
  /** Whole in the file, with their line endings. */
  readonly written: number;
  /** Waiting, or being written. */
  readonly queued: number;
  readonly dropped: number;
  /** By type, ENV as STATE; the first 50 types that occur, others as `(other)`. */
  readonly droppedByType: Readonly<Record<string, number>>;
  readonly droppedByReason: Readonly<Partial<Record<DropReason, number>>>;
  /** The writer's own `events_dropped` events in the stream; they count nowhere else but in `bytes`. */
  readonly reports: number;
  /** Of the lines that are in the file. */
  readonly bytes: number;
  /** How often a part was full and renamed. */
  readonly rotations: number;
  /** How often the file system failed us; each is tried again. */
  readonly errors: number;
  /** Last lines without an ending that were closed off. */
  readonly closedTails: number;
}
