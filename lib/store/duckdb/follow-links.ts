import type { DuckDBConnection } from '@duckdb/node-api';
import type { CausalLink, DeclaredLink } from '../../causality/causal-link';
import { compareCodePoints } from '../../events/event-order';
import type { EventLine } from '../../events/event-line';
import { readEventLine, type StoredEvent } from '../../events/read-event';
import type { FindLinks } from '../event-store';
import { askTogether, type NumberColumns, type NumberQuery } from './ask-together';
import { askForIds, unionOf } from './event-ids';
import { notThere, type HeldFiles, type LinePlace } from './read-events';
import type { SimulationIndex } from './simulation-index';

/**
 * Finds links where events declare them: in their lines, of which the index knows the places. It is for one walk along
 * them: a line that was read once is not read again.
 */
export function linkFinder(
  connection: DuckDBConnection,
  index: SimulationIndex,
  files: HeldFiles,
): FindLinks {
  const lines = new Map<string, DeclaringLine>();
  /** All events of an id; of an id that no event has, none. */
  const eventsOfId = new Map<string, readonly DeclaringLine[]>();
  const ask = askTogether(connection);
  const areIdsUnique = index.parts().every(({ indexed }) => indexed.duplicateCount === 0);

  async function readPlaces(places: readonly LinePlace[]): Promise<readonly DeclaringLine[]> {
    const unread = places.filter((place) => !lines.has(placeKey(place)));
    const texts = await files.readLines(unread);
    for (const [at, place] of unread.entries()) {
      const text = texts[at] ?? '';
      const { event } = readEventLine(text);
      if (event === undefined) throw notThere(index, place.part, 'an event');
      const line = { place, event, text };
      lines.set(placeKey(place), line);
      if (areIdsUnique) eventsOfId.set(event.event_id, [line]);
    }
    return places.flatMap((place) => lines.get(placeKey(place)) ?? []);
  }

  async function lookUp(eventIds: ReadonlySet<string>): Promise<readonly DeclaringLine[]> {
    const unknown = new Set([...eventIds].filter((id) => !eventsOfId.has(id)));
    if (unknown.size > 0) {
      const { conditions, bound } = askForIds('id', unknown);
      const select = `SELECT part, byte_offset::DOUBLE, byte_length, ${String(FAR)}::DOUBLE FROM ${index.catalog}.events`;
      const places = placesOf(await ask({ sql: unionOf(select, conditions), bound }));
      const found = new Map([...unknown].map((id): [string, DeclaringLine[]] => [id, []]));
      // A digest stands for an id, and two ids might have the same one.
      for (const line of await readPlaces(places)) found.get(line.event.event_id)?.push(line);
      for (const [id, events] of found) eventsOfId.set(id, events.sort(compareLines));
    }
    return [...eventIds].flatMap((id) => eventsOfId.get(id) ?? []);
  }

  async function findEffects(
    eventIds: ReadonlySet<string>,
    limit: number | undefined,
  ): Promise<readonly DeclaringLine[]> {
    const causes = (await lookUp(eventIds)).map(({ place }) => place);
    const found = new Map<string, LinePlace>();
    // An event that names two of these causes stands there twice.
    for (const place of await findPlaces(ask, index.catalog, causes, eventIds, limit)) {
      found.set(placeKey(place), place);
    }
    return readPlaces([...found.values()].sort(comparePlaces).slice(0, limit));
  }

  return async (eventIds, direction, limit) => {
    if (eventIds.length === 0) return { links: [], events: [] };
    const wanted = new Set(eventIds);
    const found = direction === 'causes' ? await lookUp(wanted) : await findEffects(wanted, limit);
    const isWanted = (cause: string): boolean => direction === 'causes' || wanted.has(cause);
    return {
      links: linksOf(found, isWanted).slice(0, limit),
      events: found.map(({ event: { event_id }, text }): EventLine => ({ event_id, text })),
    };
  };
}

/** An event whose line has been read, and where that stands. */
interface DeclaringLine {
  readonly place: LinePlace;
  readonly event: StoredEvent;
  readonly text: string;
}

function placeKey({ part, byteOffset }: Pick<LinePlace, 'part' | 'byteOffset'>): string {
  return `${String(part)}:${String(byteOffset)}`;
}

/** In event order when they have the same id. */
function compareLines(a: DeclaringLine, b: DeclaringLine): number {
  if (a.event.time !== b.event.time) return a.event.time < b.event.time ? -1 : 1;
  return comparePlaces(a.place, b.place);
}

function comparePlaces(a: LinePlace, b: LinePlace): number {
  return a.part - b.part || a.byteOffset - b.byteOffset;
}

/** Causes nearer than this are looked for in one stretch of `near_links`. */
const STRETCH_GAP_BYTES = 256 * 1024;

/**
 * Where effects of causes stand, near ones by where the causes stand, far ones by their ids. Of near ones all links of a
 * stretch are read: that is sooner done than choosing them.
 */
async function findPlaces(
  ask: (query: NumberQuery) => Promise<NumberColumns>,
  catalog: string,
  causes: readonly LinePlace[],
  causeIds: ReadonlySet<string>,
  limit: number | undefined,
): Promise<readonly LinePlace[]> {
  const near = unionOf(
    `SELECT effect_part, effect_offset::DOUBLE, effect_length, cause_offset::DOUBLE FROM ${catalog}.near_links`,
    nearConditions(causes),
  );
  const { conditions, bound } = askForIds('cause', causeIds);
  const far = unionOf(
    `SELECT effect_part, effect_offset::DOUBLE, effect_length, ${String(FAR)}::DOUBLE FROM ${catalog}.far_links`,
    conditions,
  );
  // An event of a million effects is far from most of them; the first are wanted.
  const firstFar =
    limit === undefined ? far : `SELECT * FROM (${far}) ORDER BY 1, 2 LIMIT ${String(limit)}`;
  const columns = await ask({ sql: `${near} UNION ALL (${firstFar})`, bound });
  const wanted = new Set(causes.map(placeKey));
  return placesOf(columns).filter(
    ({ part, causeOffset }) =>
      causeOffset === FAR || wanted.has(placeKey({ part, byteOffset: causeOffset })),
  );
}

/** In place of the offset of a cause that is found by its id. */
const FAR = -1;

function nearConditions(causes: readonly LinePlace[]): readonly string[] {
  const stretches: LinePlace[][] = [];
  for (const place of [...causes].sort(comparePlaces)) {
    const stretch = stretches.at(-1);
    const before = stretch?.at(-1);
    const isNear =
      before?.part === place.part && place.byteOffset - before.byteOffset <= STRETCH_GAP_BYTES;
    if (isNear) stretch?.push(place);
    else stretches.push([place]);
  }
  return stretches.map((stretch) => {
    const [first, last = first] = [stretch[0], stretch.at(-1)];
    return `effect_part = ${String(first?.part)} AND cause_offset BETWEEN ${String(first?.byteOffset)} AND ${String(last?.byteOffset)}`;
  });
}

/** A line, and where the cause stands by which it was found; `FAR` when by an id. */
interface FoundPlace extends LinePlace {
  readonly causeOffset: number;
}

function placesOf(columns: NumberColumns): readonly FoundPlace[] {
  const [parts = [], offsets = [], lengths = [], causeOffsets = []] = columns;
  return parts.map((part, row) => ({
    part,
    byteOffset: offsets[row] ?? 0,
    byteLength: lengths[row] ?? 0,
    causeOffset: causeOffsets[row] ?? FAR,
  }));
}

interface PlacedLink extends DeclaredLink {
  /** Of the effect. */
  readonly time: bigint;
  /** Place of the cause among those its effect names. */
  readonly ordinal: number;
}

/** Each once, in event order of the effect, then as it names its causes. */
function linksOf(
  declaring: readonly DeclaringLine[],
  isWanted: (cause: string) => boolean,
): readonly CausalLink[] {
  const links = new Map<string, PlacedLink>();
  for (const { event } of declaring) {
    event.caused_by.forEach((cause, ordinal) => {
      if (!isWanted(cause)) return;
      const key = JSON.stringify([cause, event.event_id]);
      const effect = event.event_id;
      const link: PlacedLink = { cause, effect, origin: 'declared', time: event.time, ordinal };
      const known = links.get(key);
      // Of events with the same id, the first in event order says where the link belongs.
      if (known === undefined || link.time < known.time) links.set(key, link);
    });
  }
  return [...links.values()]
    .sort(compareLinks)
    .map(({ cause, effect, origin }) => ({ cause, effect, origin }));
}

function compareLinks(a: PlacedLink, b: PlacedLink): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return (
    compareCodePoints(a.effect, b.effect) ||
    a.ordinal - b.ordinal ||
    compareCodePoints(a.cause, b.cause)
  );
}
