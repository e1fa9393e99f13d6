import { BIGINT, INTEGER, VARCHAR, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import { canonicalEventType } from '../../events/event-type';
import { compareEvents, type EventPosition } from '../../events/event-order';
import type { StoredEvent } from '../../events/read-event';
import type { Line } from '../../files/whole-lines';

/** Columns of `events` but for `seq`, in the order of the table. */
export const EVENT_COLUMN_TYPES: readonly DuckDBType[] = [
  BIGINT,
  BIGINT,
  VARCHAR,
  VARCHAR,
  VARCHAR,
  INTEGER,
  BIGINT,
  INTEGER,
];

/** Columns of `links`, in the order of the table. */
export const LINK_COLUMN_TYPES: readonly DuckDBType[] = [VARCHAR, VARCHAR, BIGINT, INTEGER];

/** Where an event stands in the index: in event order, and what ties to the last as it stands in the files. */
export interface EventPlace extends EventPosition {
  readonly part: number;
  readonly byteOffset: number;
}

/**
 * Events of one file on their way into the index, column by column: a table of columns takes a fraction of the
 * memory and time that an object an event takes.
 */
export interface EventBatch {
  readonly size: number;
  add(event: StoredEvent, line: Line): void;
  /** The columns of {@link EVENT_COLUMN_TYPES} in event order, and the place of their first event. */
  events(): { readonly columns: readonly (readonly DuckDBValue[])[]; readonly first: EventPlace };
  links(): readonly (readonly DuckDBValue[])[];
}

/** An empty batch for events of file number `part`. */
export function createEventBatch(part: number): EventBatch {
  const places: EventPlace[] = [];
  const times: DuckDBValue[] = [];
  const turns: DuckDBValue[] = [];
  const types: DuckDBValue[] = [];
  const agents: DuckDBValue[] = [];
  const ids: DuckDBValue[] = [];
  const parts: DuckDBValue[] = [];
  const offsets: DuckDBValue[] = [];
  const lengths: DuckDBValue[] = [];
  const causes: DuckDBValue[] = [];
  const effects: DuckDBValue[] = [];
  const effectTimes: DuckDBValue[] = [];
  const ordinals: DuckDBValue[] = [];
  let isOrdered = true;

  return {
    get size() {
      return places.length;
    },
    add(event, line) {
      const place = {
        time: event.time,
        event_id: event.event_id,
        part,
        byteOffset: line.byteOffset,
      };
      const last = places.at(-1);
      isOrdered &&= last === undefined || comparePlaces(last, place) < 0;
      places.push(place);
      times.push(event.time);
      turns.push(BigInt(event.turn_number));
      types.push(canonicalEventType(event.event_type));
      agents.push(event.agent_id);
      ids.push(event.event_id);
      parts.push(part);
      offsets.push(BigInt(line.byteOffset));
      lengths.push(line.byteLength);
      for (const [ordinal, cause] of event.caused_by.entries()) {
        causes.push(cause);
        effects.push(event.event_id);
        effectTimes.push(event.time);
        ordinals.push(ordinal);
      }
    },
    events() {
      const columns = [times, turns, types, agents, ids, parts, offsets, lengths];
      const [first] = places;
      if (first === undefined) throw new RangeError('an empty batch has no first event');
      if (isOrdered) return { columns, first };
      const order = [...places.entries()].sort(([, a], [, b]) => comparePlaces(a, b));
      const inOrder = (column: readonly DuckDBValue[]): readonly DuckDBValue[] =>
        order.map(([index]) => column[index] ?? null);
      return { columns: columns.map(inOrder), first: order[0]?.[1] ?? first };
    },
    links: () => [causes, effects, effectTimes, ordinals],
  };
}

function comparePlaces(a: EventPlace, b: EventPlace): number {
  return compareEvents(a, b) || a.part - b.part || a.byteOffset - b.byteOffset;
}
