import { IMPORTANCES, type Importance } from './importance';

/** An emitted event, serialised. */
export interface QueuedEvent {
  /** Its number in the order of emission, greater than that of every event queued before. */
  readonly sequence: number;
  /** JSON text without its line ending. */
  readonly line: string;
  readonly importance: Importance;
  readonly event_id: string;
  readonly event_type: string;
  readonly turn_number: number;
  /** Whether this is the writer's own report of drops. It is not an event of the simulation and is counted separately. */
  readonly isReport: boolean;
  /** Whether it has been written or dropped. Only `event-account.ts` sets it. */
  isSettled: boolean;
}

export interface EventQueueOptions {
  readonly maxEvents: number;
  /**
   * The limit for all lines together, counting one byte per UTF-16 unit. A single event may be larger when the queue is empty.
   */
  readonly maxBytes: number;
}

/** A bounded queue in the order of emission. When it is full, it evicts the least important events. */
export interface EventQueue {
  readonly length: number;
  /** The size of all lines except reports. */
  readonly bytes: number;
  /** The number of the last pushed event, also when it was refused; 0 when there was none. */
  readonly lastSequence: number;
  /**
   * Adds an event. Returns the events evicted for it: the newest of the least important, none as important as itself. When that
   * makes no room, the event itself is returned. A report needs no room: it is always added.
   */
  push(event: QueuedEvent): readonly QueuedEvent[];
  /** The oldest event, which stays in the queue. */
  peek(): QueuedEvent | undefined;
  shift(): QueuedEvent | undefined;
}

/** Events of one importance, oldest at `head`. Slots before it are free. */
interface Lane {
  events: (QueuedEvent | undefined)[];
  head: number;
  bytes: number;
}

const NONE: readonly QueuedEvent[] = [];
const COMPACT_FROM = 4096;

export function createEventQueue({ maxEvents, maxBytes }: EventQueueOptions): EventQueue {
  // One lane for each importance, so that the next event to evict is at the end of a lane, and the oldest event is at one of
  // few heads.
  const lanes = IMPORTANCES.map((): Lane => ({ events: [], head: 0, bytes: 0 }));
  let length = 0;
  let bytes = 0;
  let reports = 0;
  let lastSequence = 0;

  const fits = ({ line, isReport }: QueuedEvent): boolean => {
    const others = length - reports;
    return isReport || (others < maxEvents && (bytes + line.length <= maxBytes || others === 0));
  };

  function oldestLane(): Lane | undefined {
    let oldest: Lane | undefined;
    let oldestSequence = Infinity;
    for (const lane of lanes) {
      const sequence = lane.events[lane.head]?.sequence ?? Infinity;
      if (sequence < oldestSequence) {
        oldest = lane;
        oldestSequence = sequence;
      }
    }
    return oldest;
  }

  function evictBelow(importance: Importance): QueuedEvent | undefined {
    for (const lower of IMPORTANCES) {
      if (lower >= importance) return undefined;
      const lane = lanes[lower];
      if (lane === undefined || lane.head >= lane.events.length) continue;
      const event = lane.events.pop();
      if (event !== undefined) forget(lane, event);
      return event;
    }
    return undefined;
  }

  function forget(lane: Lane, event: QueuedEvent): void {
    length -= 1;
    if (event.isReport) {
      reports -= 1;
      return;
    }
    bytes -= event.line.length;
    lane.bytes -= event.line.length;
  }

  /** Whether eviction would make enough room, so that no event is evicted in vain. */
  function canMakeRoom(event: QueuedEvent): boolean {
    let freeable = 0;
    for (const lower of IMPORTANCES) {
      if (lower >= event.importance) break;
      freeable += lanes[lower]?.bytes ?? 0;
    }
    return freeable > 0 && (bytes - freeable + event.line.length <= maxBytes || bytes === freeable);
  }

  return {
    get length() {
      return length;
    },
    get bytes() {
      return bytes;
    },
    get lastSequence() {
      return lastSequence;
    },

    push(event) {
      lastSequence = event.sequence;
      let evicted = NONE;
      if (!fits(event)) {
        if (!canMakeRoom(event)) return [event];
        const gone: QueuedEvent[] = [];
        while (!fits(event)) {
          const victim = evictBelow(event.importance);
          if (victim === undefined) break;
          gone.push(victim);
        }
        evicted = gone;
      }
      const lane = lanes[event.importance];
      if (lane === undefined) return [event];
      lane.events.push(event);
      length += 1;
      if (event.isReport) {
        reports += 1;
        return evicted;
      }
      lane.bytes += event.line.length;
      bytes += event.line.length;
      return evicted;
    },

    peek() {
      const lane = oldestLane();
      return lane?.events[lane.head];
    },

    shift() {
      const lane = oldestLane();
      const event = lane?.events[lane.head];
      if (lane === undefined || event === undefined) return undefined;
      lane.events[lane.head] = undefined;
      lane.head += 1;
      forget(lane, event);
      if (lane.head === lane.events.length) {
        lane.events = [];
        lane.head = 0;
      } else if (lane.head >= COMPACT_FROM && lane.head * 2 >= lane.events.length) {
        lane.events = lane.events.slice(lane.head);
        lane.head = 0;
      }
      return event;
    },
  };
}
