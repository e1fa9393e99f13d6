import type { AskNumbers } from '../sql/ask-together';
import { askForIds, unionOf } from '../ingest/event-ids';
import { comparePlaces, FAR, PLACE_COLUMNS, placesOf } from './link-places';
import type { LinePlace } from '../index/read-events';

/** Causes whose effects are requested: near ones by their place, far ones by their id. */
export interface AskedCauses {
  readonly places: readonly LinePlace[];
  readonly ids: ReadonlySet<string>;
}

/** Causes closer together than this are looked up in one range of `near_links`. */
const STRETCH_GAP_BYTES = 256 * 1024;

/**
 * Finds the places of effects. For near causes all links of a range are read, which is faster than selecting. For far causes at
 * most `limit` are read.
 */
export async function findEffectPlaces(
  ask: AskNumbers,
  catalog: string,
  { places, ids }: AskedCauses,
  limit: number | undefined,
): Promise<readonly LinePlace[]> {
  if (places.length === 0 && ids.size === 0) return [];
  const near = unionOf(
    `SELECT effect_part, effect_offset::DOUBLE, effect_length, cause_offset::DOUBLE FROM ${catalog}.near_links`,
    nearConditions(places),
  );
  const { conditions, bound } = await askForIds('cause', ids);
  const far = unionOf(
    `SELECT effect_part, effect_offset::DOUBLE, effect_length, ${String(FAR)}::DOUBLE FROM ${catalog}.far_links`,
    conditions,
  );
  // An event with a million effects is far from most of them; only the first are wanted.
  const firstFar =
    limit === undefined ? far : `SELECT * FROM (${far}) ORDER BY 1, 2 LIMIT ${String(limit)}`;
  const sql = `${near} UNION ALL (${firstFar})`;
  const columns = await ask({ sql, columnCount: PLACE_COLUMNS, bound });
  const wanted = offsetsByPart(places);
  return placesOf(
    columns,
    (part, foundBy) => foundBy === FAR || wanted.get(part)?.has(foundBy) === true,
  );
}

function offsetsByPart(places: readonly LinePlace[]): ReadonlyMap<number, ReadonlySet<number>> {
  const offsets = new Map<number, Set<number>>();
  for (const { part, byteOffset } of places) {
    const own = offsets.get(part) ?? new Set();
    offsets.set(part, own.add(byteOffset));
  }
  return offsets;
}

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
