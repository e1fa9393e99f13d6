import type { StreamPosition } from '../files/stream-position';
import type { PlacedEvent } from '../store/event-store';
import type { EventsMessage } from './live-message';

/** Events that came together, numbered from 0 without a gap. */
export interface RingBatch {
  readonly message: EventsMessage;
  /** After its last event. */
  readonly position: StreamPosition;
}

/** Events after a position, and how to go on after them. */
export interface LocatedRest {
  readonly events: readonly PlacedEvent[];
  readonly position: StreamPosition;
  /** The number of the next batch. */
  readonly next: number;
}

/** The latest events of a stream, so many bytes of them. */
export interface EventRing {
  /** The number of the next batch that will be added. */
  readonly next: number;
  push(events: readonly PlacedEvent[]): void;
  /** Whether nothing between batch `at` and the newest was let go. */
  reaches(at: number): boolean;
  /** Batch `at`; `undefined` when it is let go or still to come. */
  get(at: number): RingBatch | undefined;
  /** What follows a position: the rest of its batch, and where that ends; `undefined` when it is in no batch. */
  locate(position: StreamPosition): LocatedRest | undefined;
  /** Lets go of all. */
  clear(): void;
}

/** Text of a batch, about; a line is never cut. */
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

/** Cuts a stretch into batches of a size to be sent at once. */
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
