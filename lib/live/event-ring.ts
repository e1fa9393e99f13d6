import type { StreamPosition } from '../files/stream-position';
import type { PlacedEvent } from '../store/event-store';
import type { EventsMessage } from './live-message';

/** Events that arrived together. Batches are numbered from 0 without gaps. */
export interface RingBatch {
  readonly message: EventsMessage;
  /** The position after its last event. */
  readonly position: StreamPosition;
}

/** The events after a position, and the batch that follows them. */
export interface LocatedRest {
  readonly events: readonly PlacedEvent[];
  readonly position: StreamPosition;
  /** The number of the next batch. */
  readonly next: number;
}

/** The latest events of a stream, up to a size in bytes. */
export interface EventRing {
  /** The number of the next batch to be added. */
  readonly next: number;
  push(events: readonly PlacedEvent[]): void;
  /** Whether all batches from `at` to the newest are still there. */
  reaches(at: number): boolean;
  /** Batch `at`; `undefined` when it was dropped or is still to come. */
  get(at: number): RingBatch | undefined;
  /** The rest of the batch after a position, and the next batch; `undefined` when the position is in no batch. */
  locate(position: StreamPosition): LocatedRest | undefined;
  /** Drops everything. */
  clear(): void;
}

/** The approximate size of a batch. A line is never split. */
const BATCH_BYTES = 64 * 1024;

export function createEventRing(maxBytes: number): EventRing {
  const batches: (RingBatch & { readonly bytes: number })[] = [];
  let first = 0;
  let bytes = 0;
  return {
    get next() {
      return first + batches.length;
    },
    push(events) {
      for (const batch of splitBatches(events)) {
        const last = batch.at(-1);
        if (last === undefined) continue;
        const size = batch.reduce((sum, { text }) => sum + text.length, 0);
        batches.push({
          message: { type: 'events', events: batch },
          position: last.position,
          bytes: size,
        });
        bytes += size;
      }
      while (bytes > maxBytes && batches.length > 0) {
        bytes -= batches.shift()?.bytes ?? 0;
        first += 1;
      }
    },
    reaches: (at) => at >= first,
    get: (at) => batches[at - first],
    locate(position) {
      for (let at = batches.length - 1; at >= 0; at--) {
        const batch = batches[at];
        if (batch === undefined) continue;
        const { events } = batch.message;
        const index = events.findLastIndex((event) => event.position === position);
        if (index === -1) continue;
        return {
          events: events.slice(index + 1),
          position: batch.position,
          next: first + at + 1,
        };
      }
      return undefined;
    },
    clear() {
      first += batches.length;
      bytes = 0;
      batches.length = 0;
    },
  };
}

/** Splits a stretch into batches of a size that can be sent in one go. */
export function splitBatches(events: readonly PlacedEvent[]): readonly (readonly PlacedEvent[])[] {
  const batches: PlacedEvent[][] = [];
  let size = Infinity;
  for (const event of events) {
    if (size >= BATCH_BYTES) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(event);
    size += event.text.length;
  }
  return batches;
}
