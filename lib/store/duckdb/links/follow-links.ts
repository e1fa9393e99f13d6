import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventLine } from '../../../events/event-line';
import type { FindLinks } from '../../event-store';
import { firstInOrder, mapInSlices } from '../../../work/in-slices';
import { askTogether } from '../sql/ask-together';
import { declaredLinks } from './declared-links';
import { askForIds, unionOf } from '../ingest/event-ids';
import { findEffectPlaces } from './find-effect-places';
import { comparePlaces, FAR, PLACE_COLUMNS, placeKey, placesOf } from './link-places';
import { readSurroundings, type LinkSurroundings } from './link-surroundings';
import { readDeclaration, type Declaration } from '../ingest/read-declaration';
import { notThere, type HeldFiles, type LinePlace } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';

/** A walk reads at most this many bytes of lines, but always the first line. */
const MAX_WALK_BYTES = 48 * 1024 * 1024;
/** Of events with the same ids, at most this many are read, the first in event order. */
const MAX_EVENTS_OF_IDS = 10_000;

/**
 * Finds declared links in the lines of events, using the places in the index. One finder serves one walk: it reads no line
 * twice, and reads the index around the first line in one go.
 */
export function linkFinder(
  connection: DuckDBConnection,
  index: SimulationIndex,
  files: HeldFiles,
  stretchEvents?: number,
): FindLinks {
  const lines = new Map<string, DeclaringLine>();
  /** All events with an id; empty for a missing event. */
  const eventsOfId = new Map<string, readonly DeclaringLine[]>();
  const ask = askTogether(connection);
  const areIdsUnique = index.parts().every(({ indexed }) => indexed.duplicateCount === 0);
  /** The index around the first line looked up. */
  let surroundings: Promise<LinkSurroundings | undefined> | undefined;

  let walkBytes = 0;
  let isTruncated = false;

  /** The first places, as many as may still be read. */
  function affordable(places: readonly LinePlace[]): readonly LinePlace[] {
    const chosen: LinePlace[] = [];
    for (const place of places) {
      if (walkBytes > 0 && walkBytes + place.byteLength > MAX_WALK_BYTES) {
        isTruncated = true;
        break;
      }
      walkBytes += place.byteLength;
      chosen.push(place);
    }
    return chosen;
  }

  async function readPlaces(places: readonly LinePlace[]): Promise<readonly DeclaringLine[]> {
    const unread = affordable(places.filter((place) => !lines.has(placeKey(place))));
    const texts = await files.readLines(unread);
    for (const [at, place] of unread.entries()) {
      const text = texts[at] ?? '';
      const event = await readDeclaration(text);
      if (event === undefined) throw notThere(index, place.part, 'an event');
      const line = { place, event, text };
      lines.set(placeKey(place), line);
      if (areIdsUnique) eventsOfId.set(event.event_id, [line]);
    }
    return places.flatMap((place) => lines.get(placeKey(place)) ?? []);
  }

  async function lookUp(eventIds: ReadonlySet<string>): Promise<readonly DeclaringLine[]> {
    const isUnknown = (id: string): boolean => !eventsOfId.has(id);
    const nearby = [...eventIds].some(isUnknown) && areIdsUnique ? await surroundings : undefined;
    if (nearby !== undefined) {
      await readPlaces(await nearby.eventsOf(new Set([...eventIds].filter(isUnknown))));
    }
    const unknown = new Set([...eventIds].filter(isUnknown));
    if (unknown.size > 0) {
      const { conditions, bound } = await askForIds('id', unknown);
      const select = `SELECT part, byte_offset::DOUBLE, byte_length, ${String(FAR)}::DOUBLE, seq FROM ${index.catalog}.events`;
      const first = areIdsUnique ? '' : `ORDER BY seq LIMIT ${String(MAX_EVENTS_OF_IDS + 1)}`;
      const sql = `SELECT * EXCLUDE (seq) FROM (${unionOf(select, conditions)}) ${first}`;
      const places = await placesOf(await ask({ sql, columnCount: PLACE_COLUMNS, bound }));
      if (!areIdsUnique && places.length > MAX_EVENTS_OF_IDS) isTruncated = true;
      const found = new Map([...unknown].map((id): [string, DeclaringLine[]] => [id, []]));
      // Bits are a digest of an id, and two ids might have the same digest.
      for (const line of await readPlaces(places)) found.get(line.event.event_id)?.push(line);
      for (const [id, events] of found) eventsOfId.set(id, events.sort(compareLines));
      const [anchor] = places;
      if (anchor !== undefined) {
        await (surroundings ??= readSurroundings(ask, index, anchor, stretchEvents));
      }
    }
    return [...eventIds].flatMap((id) => eventsOfId.get(id) ?? []);
  }

  async function findEffects(
    ids: ReadonlySet<string>,
    limit: number | undefined,
  ): Promise<readonly DeclaringLine[]> {
    const causes = { ids, places: (await lookUp(ids)).map(({ place }) => place) };
    const nearby = await surroundings;
    const beyond = nearby === undefined ? causes : await nearby.beyond(causes);
    const places = [
      ...((await nearby?.effectsOf(causes)) ?? []),
      ...(await findEffectPlaces(ask, index.catalog, beyond, limit)),
    ];
    // An event that names two of these causes is there twice.
    const found = new Map(await mapInSlices(places, (place) => [placeKey(place), place] as const));
    const first = await firstInOrder([...found.values()], comparePlaces, limit ?? found.size);
    return readPlaces(first);
  }

  return async (eventIds, direction, limit) => {
    if (eventIds.length === 0) return { links: [], events: [], declaring: [], truncated: false };
    const wanted = new Set(eventIds);
    const found = direction === 'causes' ? await lookUp(wanted) : await findEffects(wanted, limit);
    const isWanted = (cause: string): boolean => direction === 'causes' || wanted.has(cause);
    const events = found.map(({ event }) => event);
    return {
      links: await declaredLinks(events, isWanted, limit),
      events: found.map(({ event: { event_id }, text }): EventLine => ({ event_id, text })),
      declaring: events.flatMap(({ event_id, caused_by }) =>
        caused_by.length > 0 ? event_id : [],
      ),
      truncated: isTruncated,
    };
  };
}

/** An event whose line has been read, and its place. */
interface DeclaringLine {
  readonly place: LinePlace;
  readonly event: Declaration;
  readonly text: string;
}

/** For events with the same id: event order. */
function compareLines(a: DeclaringLine, b: DeclaringLine): number {
  if (a.event.time !== b.event.time) return a.event.time < b.event.time ? -1 : 1;
  return comparePlaces(a.place, b.place);
}
