import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CausalLink, InferredLink } from '../causality/causal-link';
import { parseTimestamp } from '../events/epoch-micros';
import { compareCodePoints, compareEvents } from '../events/event-order';
import { compareNaturally } from '../events/natural-order';
import { canonicalEventType } from '../events/event-type';
import type { EventLine } from '../events/event-line';
import { readEventLine, type StoredEvent } from '../events/read-event';
import { HOLE_REASON } from '../files/line-bytes';
import { eventKind } from '../events/event-kind';
import { eventOutcome } from '../events/event-outcome';
import type { EventCriteria, EventFilter } from '../filters/event-filter';
import type { FacetOptions } from '../filters/facet-options';
import type { HistogramOptions } from '../filters/histogram-options';
import type { MarkOptions, MarkSearch } from '../filters/mark-options';
import type { VariableKey } from '../replay/variable';
import { matchText } from '../filters/match-text';
import type { EventHistogram } from '../store/event-histogram';
import type {
  EventMatches,
  FoundPosition,
  InvalidLine,
  LinkDirection,
  OtherSimulationIds,
  SimulationStatistics,
} from '../store/event-store';
import type { FoundMark, MarkCounts } from '../store/event-marks';
import type { FacetCounts } from '../store/facet-counts';
import type {
  LatestSettings,
  SeriesOptions,
  VariableCounts,
  VariableSearch,
  VariableSeries,
} from '../store/variable-events';
import { scanFacets, type Select } from './scan-facets';
import { meetsWhere } from './scan-fields';
import { inOrder } from './scan-order';
import { scanHistogram } from './scan-histogram';
import { scanVariables } from './scan-variables';
import { scanInferences } from './scan-inferences';
import { scanMark, scanMarkCounts, type MarkedRow } from './scan-marks';

/** One part of a stream in memory. */
export interface EventFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** An event, its line, and its place. */
export interface ScannedEvent extends EventLine {
  readonly event: StoredEvent;
  readonly file: string;
  readonly byte_offset: number;
}

/** The answers of an `EventStore` about one simulation, computed the simple way. */
export interface FileScan {
  /** In event order. */
  readonly events: readonly ScannedEvent[];
  describe(): Omit<SimulationStatistics, 'index'>;
  findEvents(filter: EventFilter): EventMatches;
  countFacets(criteria: EventCriteria, options?: FacetOptions): FacetCounts;
  countHistogram(criteria: EventCriteria, options?: HistogramOptions): EventHistogram;
  /** The number of events that name each of these as a cause. */
  countEffects(eventIds: readonly string[]): Readonly<Record<string, number>>;
  countMarks(criteria: EventCriteria, find: string, options?: MarkOptions): MarkCounts;
  findMark(criteria: EventCriteria, find: string, search?: MarkSearch): FoundMark;
  findPosition(eventId: string, filter: EventFilter): FoundPosition | undefined;
  findVariables(turns: readonly number[], search: VariableSearch): LatestSettings;
  countVariables(search: VariableSearch): VariableCounts;
  findSeries(variables: readonly VariableKey[], options: SeriesOptions): readonly VariableSeries[];
  /** All matches in the order of the files, as a reader of the stream gets them. */
  listArrivals(criteria: EventCriteria): readonly EventLine[];
  getEvents(eventIds: readonly string[]): readonly EventLine[];
  findLinks(eventIds: readonly string[], direction: LinkDirection): readonly CausalLink[];
  inferLinks(eventIds: readonly string[], direction: LinkDirection): readonly InferredLink[];
}

/**
 * The reference for every store: reads whole files, parses each line, and answers from arrays. It is simple, not fast. It
 * shares only the parsing of a line and the order of two events with the stores.
 */
export function scanFiles(files: readonly EventFile[], folderName = 'sim'): FileScan {
  const parts = [...files].sort((a, b) => comparePartNames(a.name, b.name));
  const scans = parts.map(scanPart);
  // toSorted is stable, so that events with equal time and id keep the order of parts and lines.
  const arrivals = scans.flatMap((scan) => scan.events);
  const events = arrivals.toSorted((a, b) => compareEvents(a.event, b.event));
  const firstById = new Map<string, ScannedEvent>();
  for (const event of events) {
    if (!firstById.has(event.event_id)) firstById.set(event.event_id, event);
  }
  const links = linksOf(events);
  let inferences: readonly InferredLink[] | undefined;
  const select: Select = (criteria) =>
    events.filter(meets(criteria)).map(({ event }) => ({
      time: event.time,
      turn: event.turn_number,
      type: typeOf(event),
      agent: agentOf(event),
      kind: kindOf(event),
      outcome: eventOutcome(event),
    }));

  const rowsOf = (
    criteria: EventCriteria,
    find: string,
    order: MarkSearch = {},
  ): readonly MarkedRow[] => {
    const isMark = meets({ q: find });
    return inOrder(events, order)
      .filter(meets(criteria))
      .map((event) => ({ event_id: event.event_id, isMark: isMark(event) }));
  };

  return {
    events,
    countFacets: (criteria, options = {}) => scanFacets(select, criteria, options),
    countHistogram: (criteria, options = {}) => {
      const { start_timestamp, end_timestamp, turn_start, turn_end } = criteria;
      const [start, end] =
        options.axis === 'time'
          ? [start_timestamp, end_timestamp].map((time) => parseTimestamp(time ?? ''))
          : [turn_start, turn_end].map((turn) => (turn === undefined ? turn : BigInt(turn)));
      return scanHistogram(select, criteria, { start, end }, options);
    },
    countEffects: (eventIds) => {
      const naming = (id: string): number =>
        events.filter(({ event }) => event.caused_by.includes(id)).length;
      return Object.fromEntries(eventIds.map((id) => [id, naming(id)]));
    },
    countMarks: (criteria, find, options = {}) => scanMarkCounts(rowsOf(criteria, find), options),
    findMark: (criteria, find, search = {}) => scanMark(rowsOf(criteria, find, search), search),
    ...scanVariables(events),
    findPosition: (eventId, filter) => {
      const found = firstById.get(eventId);
      if (found === undefined) return undefined;
      const ordered = inOrder(events, filter);
      const before = ordered.slice(0, ordered.indexOf(found));
      const isMatch = meets(filter);
      return {
        event_id: eventId,
        offset: before.filter(isMatch).length,
        total: events.filter(isMatch).length,
        matches: isMatch(found),
      };
    },
    findEvents: (filter) => {
      const matches = inOrder(events, filter).filter(meets(filter));
      const { offset = 0, limit = 1000 } = filter;
      return { events: matches.slice(offset, offset + limit).map(toLine), total: matches.length };
    },
    listArrivals: (criteria) => arrivals.filter(meets(criteria)).map(toLine),
    getEvents: (eventIds) => {
      const wanted = new Set(eventIds);
      return [...firstById.values()].filter((event) => wanted.has(event.event_id)).map(toLine);
    },
    findLinks: (eventIds, direction) => {
      const end = direction === 'causes' ? 'effect' : 'cause';
      return links.filter((link) => eventIds.includes(link[end]));
    },
    inferLinks: (eventIds, direction) => {
      const end = direction === 'causes' ? 'effect' : 'cause';
      inferences ??= scanInferences(events.map(({ event }) => event));
      return inferences.filter((link) => eventIds.includes(link[end]));
    },
    describe: () => {
      const invalidLines = scans.flatMap((scan) => scan.invalidLines);
      const causes = new Set(links.map((link) => link.cause));
      const turns = events.map(({ event }) => event.turn_number);
      return {
        event_count: events.length,
        start: statedTime(events[0]),
        end: statedTime(events.at(-1)),
        first_turn: turns.length === 0 ? null : turns.reduce((a, b) => Math.min(a, b)),
        last_turn: turns.length === 0 ? null : turns.reduce((a, b) => Math.max(a, b)),
        event_types: count(events.map(({ event }) => typeOf(event)))
          .map(([event_type, event_count]) => ({ event_type, event_count }))
          .sort(
            (a, b) => b.event_count - a.event_count || compareNaturally(a.event_type, b.event_type),
          ),
        agents: count(events.map(({ event }) => agentOf(event)).filter((agent) => agent !== ''))
          .map(([agent_id, event_count]) => ({ agent_id, event_count }))
          .sort((a, b) => compareNaturally(a.agent_id, b.agent_id)),
        files: parts.map(({ name, bytes }, i) => ({
          name,
          bytes: bytes.length,
          event_count: scans[i]?.events.length ?? 0,
        })),
        invalid_line_count: invalidLines.length,
        invalid_lines: invalidLines.slice(0, 100),
        duplicate_id_count: events.length - firstById.size,
        missing_cause_count: [...causes].filter((id) => !firstById.has(id)).length,
        declared_link_count: events.reduce((sum, { event }) => sum + event.caused_by.length, 0),
        unfinished_bytes: scans.reduce((sum, scan) => sum + scan.unfinishedBytes, 0),
        unread_parts: [],
        other_simulation_ids: countOtherIds(events, folderName),
      };
    },
  };
}

function countOtherIds(events: readonly ScannedEvent[], folderName: string): OtherSimulationIds {
  const ids = count(events.flatMap(({ event }) => event.simulation_id ?? []))
    .map(([simulation_id, event_count]) => ({ simulation_id, event_count }))
    .sort(
      (a, b) =>
        b.event_count - a.event_count || compareCodePoints(a.simulation_id, b.simulation_id),
    );
  const own = ids.some(({ simulation_id }) => simulation_id === folderName)
    ? folderName
    : ids[0]?.simulation_id;
  const others = ids.filter(({ simulation_id }) => simulation_id !== own);
  return {
    id_count: others.length,
    event_count: others.reduce((sum, { event_count }) => sum + event_count, 0),
    ids: others.slice(0, 100),
  };
}

/** Reads the event files of one simulation's folder; see {@link scanFiles}. */
export function scanFolder(folder: string): FileScan {
  const names = readdirSync(folder).filter((name) =>
    /^events.*\.jsonl(\.\d+|-\d{8})?(\.gz)?$/.test(name),
  );
  const read = (name: string): Buffer => {
    const bytes = readFileSync(join(folder, name));
    return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  };
  const parts = names.filter((name) => !name.endsWith('.gz') || !names.includes(name.slice(0, -3)));
  return scanFiles(
    parts.map((name) => ({ name, bytes: read(name) })),
    basename(folder),
  );
}

const NEWEST_PART = 'events.jsonl';

function comparePartNames(a: string, b: string): number {
  const [stemA, stemB] = [a, b].map((name) => name.replace(/(\.\d+|-\d{8})?(\.gz)?$/, ''));
  if (stemA === stemB) return ageOf(b) - ageOf(a);
  if (stemA === NEWEST_PART || stemB === NEWEST_PART)
    return Number(stemA === NEWEST_PART) - Number(stemB === NEWEST_PART);
  return a < b ? -1 : 1;
}

/** The rank by the suffix of logrotate: a higher number is older, a later date is newer. */
function ageOf(name: string): number {
  const [, mark, digits] = /([.-])(\d+)(?:\.gz)?$/.exec(name) ?? [];
  if (mark === undefined) return -Infinity;
  return mark === '.' ? Number(digits) : -Number(digits);
}

interface PartScan {
  readonly events: readonly ScannedEvent[];
  readonly invalidLines: readonly InvalidLine[];
  readonly unfinishedBytes: number;
}

function scanPart({ name, bytes }: EventFile): PartScan {
  const events: ScannedEvent[] = [];
  const invalidLines: InvalidLine[] = [];
  let unfinishedBytes = 0;
  const note = (byte_offset: number, byte_length: number, reason: string): void => {
    invalidLines.push({ file: name, byte_offset, byte_length, reason });
  };
  for (const line of splitLines(bytes)) {
    const { before, content, after } = withoutNuls(line.content);
    const byte_offset = line.byte_offset + before;
    const { text, reason: notText } = decode(content);
    const isBlank = text !== undefined && /^[ \t\r]*$/.test(text);
    if (isBlank && before + after === 0) continue;
    const { event, reason } = text === undefined ? { reason: notText } : readEventLine(text);
    if (event === undefined && !line.isEnded && name === NEWEST_PART) {
      unfinishedBytes = isBlank ? before + after : content.length;
      continue;
    }
    if (before > 0) note(line.byte_offset, before, HOLE_REASON);
    if (event !== undefined && text !== undefined) {
      events.push({ event_id: event.event_id, text, event, file: name, byte_offset });
    } else if (!isBlank) {
      note(byte_offset, content.length, reason ?? '');
    }
    if (after > 0) note(byte_offset + content.length, after, HOLE_REASON);
  }
  return { events, invalidLines, unfinishedBytes };
}

/** The number of NULs before and after a line. */
function withoutNuls(line: Buffer): {
  readonly before: number;
  readonly content: Buffer;
  readonly after: number;
} {
  const first = line.findIndex((byte) => byte !== 0);
  if (first === -1) return { before: line.length, content: Buffer.alloc(0), after: 0 };
  const end = line.findLastIndex((byte) => byte !== 0) + 1;
  return { before: first, content: line.subarray(first, end), after: line.length - end };
}

interface RawLine {
  readonly byte_offset: number;
  /** Without the LF, a CR before it, and a byte order mark at the start of the file. */
  readonly content: Buffer;
  readonly isEnded: boolean;
}

function splitLines(bytes: Buffer): readonly RawLine[] {
  const lines: RawLine[] = [];
  let start = bytes.subarray(0, 3).equals(Buffer.from('\uFEFF')) ? 3 : 0;
  while (start < bytes.length) {
    const lineFeed = bytes.indexOf('\n', start);
    const isEnded = lineFeed !== -1;
    const end = isEnded ? lineFeed : bytes.length;
    const hasCarriageReturn = end > start && bytes[end - 1] === 0x0d;
    const content = bytes.subarray(start, hasCarriageReturn ? end - 1 : end);
    lines.push({ byte_offset: start, content, isEnded });
    start = end + 1;
  }
  return lines;
}

function decode(content: Buffer): { readonly text?: string; readonly reason?: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content) };
  } catch {
    return { reason: 'not UTF-8' };
  }
}

type Test = (scanned: ScannedEvent) => boolean;

/** A test for events that meet all criteria, one test per criterion of the schema. */
function meets(criteria: EventCriteria): Test {
  const { start_timestamp, end_timestamp, turn_start, turn_end, q } = criteria;
  const start = parseTimestamp(start_timestamp ?? '');
  const end = parseTimestamp(end_timestamp ?? '');
  const hasText = matchText(q ?? '');
  const isIn = (
    names: readonly string[] | undefined,
    nameOf: (event: StoredEvent) => string,
  ): Test => (names === undefined ? () => true : ({ event }) => names.includes(nameOf(event)));
  const isNotIn: typeof isIn = (names, nameOf) => {
    const isNamed = isIn(names ?? [], nameOf);
    return (scanned) => !isNamed(scanned);
  };
  const tests: Readonly<Record<keyof EventCriteria, Test>> = {
    start_timestamp: ({ event }) => start === undefined || event.time >= start,
    end_timestamp: ({ event }) => end === undefined || event.time <= end,
    turn_start: ({ event }) => turn_start === undefined || event.turn_number >= turn_start,
    turn_end: ({ event }) => turn_end === undefined || event.turn_number <= turn_end,
    event_types: isIn(someOf(criteria.event_types)?.map(canonicalEventType), typeOf),
    agent_ids: isIn(someOf(criteria.agent_ids), agentOf),
    kinds: isIn(someOf(criteria.kinds), kindOf),
    exclude_event_types: isNotIn(criteria.exclude_event_types?.map(canonicalEventType), typeOf),
    exclude_agent_ids: isNotIn(criteria.exclude_agent_ids, agentOf),
    exclude_kinds: isNotIn(criteria.exclude_kinds, kindOf),
    outcomes: isIn(someOf(criteria.outcomes), eventOutcome),
    where: ({ event }) => criteria.where?.every((one) => meetsWhere(event, one)) !== false,
    q: ({ text }) => q === undefined || hasText(text),
  };
  return (scanned) => Object.values(tests).every((test) => test(scanned));
}

/** An empty list means no criterion. */
function someOf(names: readonly string[] | undefined): readonly string[] | undefined {
  return names?.length === 0 ? undefined : names;
}

/** Links without duplicates, in the order of the effect's time, the effect's id, and the place in `caused_by`. */
function linksOf(events: readonly ScannedEvent[]): readonly CausalLink[] {
  const links = new Map<string, { cause: string; effect: string; time: bigint; ordinal: number }>();
  for (const { event } of events) {
    for (const [i, cause] of event.caused_by.entries()) {
      const key = JSON.stringify([cause, event.event_id]);
      if (links.has(key)) continue;
      links.set(key, { cause, effect: event.event_id, time: event.time, ordinal: i });
    }
  }
  return [...links.values()]
    .sort(
      (a, b) =>
        Number(a.time - b.time) ||
        compareCodePoints(a.effect, b.effect) ||
        a.ordinal - b.ordinal ||
        compareCodePoints(a.cause, b.cause),
    )
    .map(({ cause, effect }) => ({ cause, effect, origin: 'declared' }));
}

// The index keeps text as UTF-8, where half a surrogate pair becomes U+FFFD.
function typeOf(event: StoredEvent): string {
  return canonicalEventType(event.event_type.toWellFormed());
}

/** Empty for an event without an agent. */
function agentOf(event: StoredEvent): string {
  return event.agent_id?.toWellFormed() ?? '';
}

/** Empty for an event without a kind. */
function kindOf(event: StoredEvent): string {
  return eventKind(event)?.toWellFormed() ?? '';
}

function statedTime(scanned: ScannedEvent | undefined): SimulationStatistics['start'] {
  return scanned === undefined
    ? null
    : { time: scanned.event.time, timestamp: scanned.event.timestamp };
}

function toLine({ event_id, text }: ScannedEvent): EventLine {
  return { event_id, text };
}

function count(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
