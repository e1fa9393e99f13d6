import { closeSync, openSync, readSync } from 'node:fs';
import { parseTimestamp } from '../lib/events/epoch-micros';
import { canonicalEventType } from '../lib/events/event-type';
import { readEventLine, type StoredEvent } from '../lib/events/read-event';
import type { EventFilter } from '../lib/filters/event-filter';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** The work of a service without an index: read and parse every line of every part, a few megabytes at a time. */
export interface NaiveScan {
  /** All there is to know beforehand: counts by type and agent. */
  summarise(): { readonly events: number; readonly types: ReadonlyMap<string, number> };
  /** Files are in event order already, which spares it the sorting. */
  findEvents(filter: EventFilter): { readonly lines: readonly string[]; readonly total: number };
  /** How many events match each of these, in one pass. */
  countMatches(filters: readonly EventFilter[]): readonly number[];
  getEvent(eventId: string): string | undefined;
  /** Upstream and downstream together: one pass over the files a level. */
  traceCausality(eventId: string, depth: number): ReadonlySet<string>;
}

/** @param paths the parts, oldest first */
export function createNaiveScan(paths: readonly string[]): NaiveScan {
  return {
    summarise: () => {
      const types = new Map<string, number>();
      let events = 0;
      for (const { event } of eventsOf(paths)) {
        events += 1;
        const type = canonicalEventType(event.event_type);
        types.set(type, (types.get(type) ?? 0) + 1);
      }
      return { events, types };
    },
    findEvents: (filter) => {
      const { offset = 0, limit = 1000 } = filter;
      const matches = matcher(filter);
      const lines: string[] = [];
      let total = 0;
      for (const { event, text } of eventsOf(paths)) {
        if (!matches(event)) continue;
        if (total >= offset && lines.length < limit) lines.push(text);
        total += 1;
      }
      return { lines, total };
    },
    countMatches: (filters) => {
      const counters = filters.map((filter) => ({ matches: matcher(filter), count: 0 }));
      for (const { event } of eventsOf(paths)) {
        for (const counter of counters) if (counter.matches(event)) counter.count += 1;
      }
      return counters.map(({ count }) => count);
    },
    getEvent: (eventId) => {
      for (const { event, text } of eventsOf(paths)) if (event.event_id === eventId) return text;
      return undefined;
    },
    traceCausality: (eventId, depth) => {
      const found = new Set([eventId]);
      let [up, down] = [new Set([eventId]), new Set([eventId])];
      for (let level = 0; level < depth; level++) {
        const [nextUp, nextDown] = [new Set<string>(), new Set<string>()];
        for (const { event } of eventsOf(paths)) {
          const isDownstream = event.caused_by.some((cause) => down.has(cause));
          if (isDownstream && !found.has(event.event_id)) nextDown.add(event.event_id);
          if (!up.has(event.event_id)) continue;
          for (const cause of event.caused_by) if (!found.has(cause)) nextUp.add(cause);
        }
        for (const id of [...nextUp, ...nextDown]) found.add(id);
        [up, down] = [nextUp, nextDown];
      }
      return found;
    },
  };
}

/** Only counts line ends, which measures the cost of reading. */
export function countLines(paths: readonly string[]): number {
  let count = 0;
  for (const chunk of chunksOf(paths)) {
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) count += 1;
  }
  return count;
}

function matcher(filter: EventFilter): (event: StoredEvent) => boolean {
  const { start_timestamp, end_timestamp, event_types, agent_ids } = filter;
  const { turn_start = 0, turn_end = Infinity } = filter;
  const start = start_timestamp === undefined ? undefined : parseTimestamp(start_timestamp);
  const end = end_timestamp === undefined ? undefined : parseTimestamp(end_timestamp);
  const types = event_types && new Set(event_types.map(canonicalEventType));
  const agents = agent_ids && new Set(agent_ids);
  return (event) =>
    event.turn_number >= turn_start &&
    event.turn_number <= turn_end &&
    (start === undefined || event.time >= start) &&
    (end === undefined || event.time <= end) &&
    (types === undefined || types.has(canonicalEventType(event.event_type))) &&
    (agents === undefined || agents.has(event.agent_id ?? ''));
}

function* eventsOf(
  paths: readonly string[],
): Generator<{ readonly event: StoredEvent; readonly text: string }, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for (const chunk of chunksOf(paths)) {
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = block.lastIndexOf(0x0a);
    for (const text of block.toString('utf8', 0, end + 1).split('\n')) {
      if (text === '') continue;
      const { event } = readEventLine(text);
      if (event !== undefined) yield { event, text };
    }
    // The chunk's memory is used again for the next one.
    rest = Buffer.from(block.subarray(end + 1));
  }
}

function* chunksOf(paths: readonly string[]): Generator<Buffer, void, undefined> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (const path of paths) {
    const file = openSync(path, 'r');
    try {
      for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
        yield buffer.subarray(0, read);
    } finally {
      closeSync(file);
    }
  }
}
