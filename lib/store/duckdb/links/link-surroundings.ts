import { idBits } from '../../../scan/event-id-bits';
import { mapInSlices } from '../../../work/in-slices';
import type { AskNumbers } from '../sql/ask-together';
import type { AskedCauses } from './find-effect-places';
import { PLACE_COLUMNS, placesOf } from './link-places';
import type { NumberColumns } from '../sql/query-numbers';
import type { LinePlace } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';

/**
 * The index of a stretch of a file. Most of a chain lies around its event, and reading the whole stretch takes as long as a
 * query for one level of the chain.
 */
export interface LinkSurroundings {
  /** The places in the stretch that may have events with these ids. Their lines must be checked. */
  eventsOf(eventIds: ReadonlySet<string>): Promise<readonly LinePlace[]>;
  /** The places of the effects of causes, except of causes that are `beyond`. */
  effectsOf(causes: AskedCauses): Promise<readonly LinePlace[]>;
  /** The causes whose effects are not, or not all, known from the stretch. */
  beyond(causes: AskedCauses): Promise<AskedCauses>;
}

/** The default number of events in a stretch, approximately: some turns. */
const STRETCH_EVENTS = 4000;
/** The maximum number of links or events in a stretch. With more, it would cost more than it saves. */
const MAX_ROWS = 40_000;

/** Reads the stretch with about this many events around a line. `undefined` when there is more in it than is worth reading. */
export async function readSurroundings(
  ask: AskNumbers,
  index: SimulationIndex,
  { part, byteOffset }: LinePlace,
  eventCount = STRETCH_EVENTS,
): Promise<LinkSurroundings | undefined> {
  const indexed = index.part(part)?.indexed;
  if (indexed === undefined || indexed.eventCount === 0) return undefined;
  const radius = Math.ceil((eventCount / 2) * (indexed.indexedBytes / indexed.eventCount));
  const [from, to] = [Math.max(0, byteOffset - radius), byteOffset + radius];
  const isWithin = (column: string): string =>
    `${column} BETWEEN ${String(from)} AND ${String(to)}`;
  const read = async (sql: string, columnCount: number): Promise<NumberColumns | undefined> => {
    const columns = await ask({ sql: `${sql} LIMIT ${String(MAX_ROWS + 1)}`, columnCount });
    return (columns[0]?.length ?? 0) > MAX_ROWS ? undefined : columns;
  };

  // Half of an id, rounded to a double, is enough: the line has the whole id.
  const [events, near] = await Promise.all([
    read(
      `SELECT id_high::DOUBLE, byte_offset::DOUBLE, byte_length, id_low::DOUBLE
       FROM ${index.catalog}.events WHERE part = ${String(part)} AND ${isWithin('byte_offset')}`,
      PLACE_COLUMNS,
    ),
    read(
      `SELECT effect_part, effect_offset::DOUBLE, effect_length, cause_offset::DOUBLE
       FROM ${index.catalog}.near_links WHERE effect_part = ${String(part)} AND ${isWithin('cause_offset')}`,
      PLACE_COLUMNS,
    ),
  ]);
  if (events === undefined || near === undefined) return undefined;
  const [highs = new Float64Array(), ...rest] = events;
  const places = [highs.map(() => part), ...rest];
  const [low, high] = rangeOf(highs);
  const far = await read(
    `SELECT effect_part, effect_offset::DOUBLE, effect_length, ${words('cause_high')}, ${words('cause_low')}
     FROM ${index.catalog}.far_links WHERE cause_high BETWEEN ${String(low)}::UBIGINT AND ${String(high)}::UBIGINT`,
    FAR_COLUMNS,
  );
  const farEffects = far === undefined ? undefined : effectsByCause(far);

  const coversNear = (cause: LinePlace): boolean =>
    cause.part === part && from <= cause.byteOffset && cause.byteOffset <= to;
  const coversFar = (bits: bigint): boolean =>
    farEffects !== undefined && low <= bits >> 64n && bits >> 64n <= high;
  const bitsOf = (eventIds: ReadonlySet<string>): Promise<readonly bigint[]> =>
    mapInSlices([...eventIds], idBits);
  return {
    async eventsOf(eventIds) {
      const wanted = new Set((await bitsOf(eventIds)).map((bits) => Number(bits & LOW_BITS)));
      return placesOf(places, (_, foundBy) => wanted.has(foundBy));
    },
    async effectsOf(causes) {
      const wanted = new Set(causes.places.filter(coversNear).map((cause) => cause.byteOffset));
      const nearEffects = await placesOf(near, (_, foundBy) => wanted.has(foundBy));
      const bits = await bitsOf(causes.ids);
      return [...nearEffects, ...bits.flatMap((id) => farEffects?.get(id) ?? [])];
    },
    async beyond(causes) {
      const bits = await bitsOf(causes.ids);
      return {
        places: causes.places.filter((place) => !coversNear(place)),
        ids: new Set([...causes.ids].filter((_, at) => !coversFar(bits[at] ?? 0n))),
      };
    },
  };
}

/** The columns of a query for far links: the place of the effect, and the words of the cause's id. */
const FAR_COLUMNS = 7;

const LOW_BITS = (1n << 64n) - 1n;

/** The maximum difference between 64 bits and the double made from them. */
const ROUNDING = 2048n;

/** A range that contains all numbers from which these doubles were made. */
function rangeOf(values: Float64Array): readonly [low: bigint, high: bigint] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  if (low > high) return [0n, 0n];
  const [from, to] = [BigInt(low) - ROUNDING, BigInt(high) + ROUNDING];
  return [from < 0n ? 0n : from, to > LOW_BITS ? LOW_BITS : to];
}

/** Half of an id as two numbers that a double holds exactly. */
function words(column: string): string {
  return `(${column} >> 32)::DOUBLE, (${column} & 4294967295)::DOUBLE`;
}

/** Effects by the bits of the cause's id. */
function effectsByCause([parts, offsets, lengths, ...ids]: NumberColumns): ReadonlyMap<
  bigint,
  readonly LinePlace[]
> {
  const effects = new Map<bigint, LinePlace[]>();
  for (let row = 0; row < (parts?.length ?? 0); row++) {
    const bits = ids.reduce((above, word) => (above << 32n) | BigInt(word[row] ?? 0), 0n);
    const place = {
      part: parts?.[row] ?? 0,
      byteOffset: offsets?.[row] ?? 0,
      byteLength: lengths?.[row] ?? 0,
    };
    const own = effects.get(bits);
    if (own === undefined) effects.set(bits, [place]);
    else own.push(place);
  }
  return effects;
}
