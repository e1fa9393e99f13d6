import type { DuckDBConnection } from '@duckdb/node-api';
import { compareNaturally } from '../../../events/natural-order';
import {
  DEFAULT_BUCKETS,
  DEFAULT_SERIES,
  type HistogramAxis,
  type HistogramGroup,
  type HistogramOptions,
} from '../../../filters/histogram-options';
import { layOutBuckets, type BucketLayout } from '../../bucket-layout';
import {
  emptyHistogram,
  keysOf,
  type BucketTimes,
  type EventHistogram,
  type HistogramPart,
  type HistogramSeries,
} from '../../event-histogram';
import { mapInSlices } from '../../../work/in-slices';
import { breathe, isBreathDue } from '../../../work/work';
import { foldTime, foldTimeSql, readFolds } from '../../time-folds';
import { inTransaction, queryRows, textOf } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { whereConditions } from './event-query';
import { NO_CONDITIONS, type Conditions, type NameField } from '../../../filters/read-conditions';
import type { IndexNames } from '../index/index-names';
import { rankNames } from './rank-names';
import type { SimulationIndex } from '../index/simulation-index';

/** Up to this many cells (name, type, bucket) are read and added up. With more, the most frequent names are found first. */
const MAX_CELLS = 2 ** 17;

/** The maximum number of counts in an answer, over all parts of all series. */
const MAX_COUNTS = 2_000_000;
/** The maximum number of types in a split; of more, the most frequent ones. */
const MAX_PARTS = 32;
/** The code for types without their own part. */
const REST_CODE = 2 ** 32 - 1;

const GROUP_FIELDS = {
  event_type: 'type',
  agent_id: 'agent',
} as const satisfies Record<Exclude<HistogramGroup, 'none'>, NameField>;

/** @param hasText the SQL condition for events with the text, when the conditions have a text */
export function countHistogram(
  index: SimulationIndex,
  connection: DuckDBConnection,
  conditions: Conditions,
  options: HistogramOptions,
  hasText?: string,
): Promise<EventHistogram> {
  const { axis = 'turn', by = 'none', split = 'none' } = options;
  const { buckets = DEFAULT_BUCKETS, series: maxSeries = DEFAULT_SERIES } = options;
  const folds = axis === 'time' ? readFolds(options.folds) : [];
  return inTransaction(connection, async () => {
    const { catalog } = index;
    const names = index.names();
    const ends = await findEnds(connection, catalog, axis, conditions, names);
    if (ends === undefined) return emptyHistogram(options);
    const from = foldTime(ends.from, folds);
    const layout = layOutBuckets(from, foldTime(ends.to, folds), buckets);
    const place = folds.length === 0 ? axis : `(${foldTimeSql(folds)})`;
    const where = whereConditions(conditions, names, hasText);
    const keys = by === 'none' ? [] : keysOf(by, options.keys);
    const counter: BucketCounter = {
      connection,
      catalog,
      names,
      layout,
      bucket: bucketSql(`(${place} - (${String(from)})::BIGINT)`, layout),
      where: by === 'none' || keys.length === 0 ? where : whereKeys(where, by, keys, names),
      ...(split === 'none' ? {} : { split: await chooseParts(connection, index, where, options) }),
    };
    const series =
      by === 'none'
        ? [toSeries(null, await countAll(counter))]
        : keys.length > 0
          ? await countKeys(counter, GROUP_FIELDS[by], keys)
          : await countByName(counter, GROUP_FIELDS[by], maxSeries);
    return {
      axis,
      by,
      from: ends.from,
      to: ends.to,
      bucket_width: Number(layout.width),
      bucket_count: layout.count,
      series,
      ...(options.times === true ? { times: await findTimes(counter) } : {}),
      total: sum(series.map(({ event_count }) => event_count)),
    };
  });
}

interface BucketCounter {
  readonly connection: DuckDBConnection;
  readonly catalog: string;
  readonly names: IndexNames;
  readonly layout: BucketLayout;
  /** An SQL expression for the bucket of an event. */
  readonly bucket: string;
  readonly where: string;
  /** The types that split each series, if any. */
  readonly split?: PartTypes;
}

/** The types of a split. */
interface PartTypes {
  readonly count: number;
  /** An SQL expression for the part of an event. */
  readonly sql: string;
}

/**
 * An SQL expression for the bucket of a place. Dividing 32-bit numbers takes half the time of 64-bit ones, so factors of 2 in
 * the width are removed first.
 * @param place the distance from the start of the first bucket, as SQL of a BIGINT
 */
function bucketSql(place: string, { width, count }: BucketLayout): string {
  let bits = 0n;
  while (((width >> bits) & 1n) === 0n) bits++;
  const isShort = (width >> bits) * BigInt(count) < 2n ** 32n;
  if (!isShort) return `(${place} // ${String(width)}::BIGINT)`;
  return `((${place} >> ${String(bits)})::UINTEGER // ${String(width >> bits)}::UINTEGER)`;
}

/** All types when they are few, otherwise the most frequent among the matches. */
async function chooseParts(
  connection: DuckDBConnection,
  index: SimulationIndex,
  where: string,
  { by = 'none', buckets = DEFAULT_BUCKETS, series = DEFAULT_SERIES, keys = [] }: HistogramOptions,
): Promise<PartTypes> {
  const seriesCount = by === 'none' ? 1 : keys.length > 0 ? keys.length : series + 1;
  const room = Math.floor(MAX_COUNTS / (buckets * seriesCount)) - 2;
  const limit = Math.min(MAX_PARTS, Math.max(room, 1));
  const count = index.names().count('type');
  if (count <= limit) return { count, sql: 'type' };
  const { ranked } = await rankNames(connection, index.catalog, where, ['type'], { limit });
  const codes = ranked.flatMap((value) => value.codes);
  const isOwn = codes.length === 0 ? 'false' : `type IN (${codes.join(', ')})`;
  return {
    count: codes.length + 1,
    sql: `CASE WHEN ${isOwn} THEN type ELSE ${String(REST_CODE)} END::UINTEGER`,
  };
}

/** Counts per bucket, by the code of a type. Without a split there is one entry. */
type Lines = Map<number, number[]>;

/** `undefined` when the range is empty, or an end has to come from events and there are none. */
async function findEnds(
  connection: DuckDBConnection,
  catalog: string,
  axis: HistogramAxis,
  { time, turn }: Conditions,
  names: IndexNames,
): Promise<{ readonly from: bigint; readonly to: bigint } | undefined> {
  let [from, to] =
    axis === 'turn' ? [toBigInt(turn?.from), toBigInt(turn?.to)] : [time?.from, time?.to];
  if (from === undefined || to === undefined) {
    const [row] = await queryRows(
      connection,
      `SELECT min(${axis}) AS first, max(${axis}) AS last FROM ${catalog}.events
       WHERE ${whereConditions({ ...NO_CONDITIONS, time, turn }, names)}`,
    );
    const [first, last] = [textOf(row, 'first'), textOf(row, 'last')];
    if (first === '' || last === '') return undefined;
    from ??= BigInt(first);
    to ??= BigInt(last);
  }
  return from > to ? undefined : { from, to };
}

function whereKeys(
  where: string,
  by: Exclude<HistogramGroup, 'none'>,
  keys: readonly string[],
  names: IndexNames,
): string {
  const field = GROUP_FIELDS[by];
  const codes = keys.flatMap((key) => names.codeOf(field, key) ?? []);
  return `${where} AND ${codes.length === 0 ? 'false' : `${field} IN (${codes.join(', ')})`}`;
}

async function countAll(counter: BucketCounter): Promise<SeriesLines> {
  const linesOf = await queryLines(counter, undefined);
  return { counter, lines: linesOf.get(0) ?? new Map<number, number[]>() };
}

/** The keys in their order, including keys without events. */
async function countKeys(
  counter: BucketCounter,
  field: NameField,
  keys: readonly string[],
): Promise<readonly HistogramSeries[]> {
  const linesOf = await queryLines(counter, field);
  return mapInSlices(keys, (key) => {
    const code = counter.names.codeOf(field, key);
    const lines = code === undefined ? undefined : linesOf.get(code);
    return toSeries(key === '' ? null : key, {
      counter,
      lines: lines ?? new Map<number, number[]>(),
    });
  });
}

/** The most frequent names, and a series for the rest. */
async function countByName(
  counter: BucketCounter,
  field: NameField,
  maxSeries: number,
): Promise<readonly HistogramSeries[]> {
  const { connection, catalog, where, layout, names, split } = counter;
  const cells = names.count(field) * layout.count * (split?.count ?? 1);
  if (names.count(field) <= maxSeries || cells <= MAX_CELLS) {
    const all = await rankLines(counter, field, await queryLines(counter, field));
    const series = await nameSeries(counter, all.slice(0, maxSeries));
    const others = all.slice(maxSeries);
    if (others.length === 0) return series;
    return [...series, toRest(counter, await addAll(new Map(), others, 1))];
  }
  const { ranked, valueCount } = await rankNames(connection, catalog, where, [field], {
    limit: maxSeries,
  });
  const codes = ranked.flatMap((value) => value.codes).join(', ');
  const ownWhere = ranked.length === valueCount ? where : `${where} AND ${field} IN (${codes})`;
  const found = await queryLines({ ...counter, where: ownWhere }, field);
  const own = await rankLines(counter, field, found);
  const series = await nameSeries(counter, own);
  if (ranked.length === valueCount) return series;
  // Subtracting the named lines from a count of all events is faster than grouping by many names.
  const { lines: all } = await countAll(counter);
  return [...series, toRest(counter, await addAll(all, own, -1))];
}

interface SeriesLines {
  readonly counter: BucketCounter;
  readonly lines: Lines;
}

interface NamedLines {
  readonly key: string | null;
  readonly lines: Lines;
}

/** The lines of each name, in the order of the series. */
async function rankLines(
  { names }: BucketCounter,
  field: NameField,
  linesOf: ReadonlyMap<number, Lines>,
): Promise<readonly NamedLines[]> {
  const counted = await mapInSlices([...linesOf], ([code, lines]) => {
    const count = sum([...lines.values()].map(sum));
    return { key: names.nameOf(field, code) || null, lines, count };
  });
  return counted.sort((a, b) => b.count - a.count || compareNaturally(a.key ?? '', b.key ?? ''));
}

function nameSeries(
  counter: BucketCounter,
  named: readonly NamedLines[],
): Promise<readonly HistogramSeries[]> {
  return mapInSlices(named, ({ key, lines }) => toSeries(key, { counter, lines }));
}

/** The series for the rest. */
function toRest(counter: BucketCounter, lines: Lines): HistogramSeries {
  return { ...toSeries(null, { counter, lines }), is_rest: true };
}

/** Adds the lines to `to`, or subtracts them. */
async function addAll(to: Lines, named: readonly NamedLines[], times: 1 | -1): Promise<Lines> {
  for (const { lines } of named) {
    if (isBreathDue()) await breathe();
    addLines(to, lines, times);
  }
  return to;
}

function addLines(to: Lines, lines: Lines, times: 1 | -1): void {
  for (const [type, counts] of lines) {
    const own = to.get(type) ?? new Array<number>(counts.length).fill(0);
    to.set(type, own);
    for (const [i, count] of counts.entries()) own[i] = (own[i] ?? 0) + times * count;
  }
}

/** The lines by code of a field; without a field, all events under code 0. */
async function queryLines(
  { connection, catalog, bucket, layout, where, split }: BucketCounter,
  field: NameField | undefined,
): Promise<ReadonlyMap<number, Lines>> {
  const own = field === undefined ? '0' : field;
  const part = split?.sql ?? '0';
  const groups = [
    'bucket',
    ...(field === undefined ? [] : [field]),
    ...(split === undefined ? [] : ['part_type']),
  ];
  const [buckets = [], codes = [], types = [], counts = []] = await queryNumbers(
    connection,
    `SELECT ${bucket}::USMALLINT AS bucket, ${own}, ${part} AS part_type, count(*)::DOUBLE
     FROM ${catalog}.events WHERE ${where} GROUP BY ${groups.join(', ')}`,
  );
  const linesOf = new Map<number, Lines>();
  for (const [i, at] of buckets.entries()) {
    if (isBreathDue()) await breathe();
    const code = codes[i] ?? 0;
    const type = types[i] ?? 0;
    const lines = linesOf.get(code) ?? new Map<number, number[]>();
    linesOf.set(code, lines);
    const line = lines.get(type) ?? new Array<number>(layout.count).fill(0);
    lines.set(type, line);
    line[at] = counts[i] ?? 0;
  }
  return linesOf;
}

/** One entry per bucket; `null` for empty buckets. */
async function findTimes({
  connection,
  catalog,
  bucket,
  layout,
  where,
}: BucketCounter): Promise<readonly (BucketTimes | null)[]> {
  const times = new Array<BucketTimes | null>(layout.count).fill(null);
  const rows = await queryRows(
    connection,
    `SELECT ${bucket}::USMALLINT AS bucket, min(time) AS first, max(time) AS last
     FROM ${catalog}.events WHERE ${where} GROUP BY bucket`,
  );
  for (const row of rows) {
    const [first, last] = [BigInt(textOf(row, 'first')), BigInt(textOf(row, 'last'))];
    times[Number(row['bucket'])] = { first, last };
  }
  return times;
}

function toSeries(key: string | null, { counter, lines }: SeriesLines): HistogramSeries {
  const { layout, names, split } = counter;
  const [only] = lines.values();
  const counts = lines.size === 1 && only !== undefined ? only : addUp([...lines.values()], layout);
  const series = { key, is_rest: false, event_count: sum(counts), counts };
  if (split === undefined) return series;
  const rest = lines.get(REST_CODE);
  const parts: readonly HistogramPart[] = [...lines]
    .filter(([type]) => type !== REST_CODE)
    .map(([type, line]) => ({
      key: names.nameOf('type', type),
      event_count: sum(line),
      counts: line,
    }))
    .filter(({ event_count }) => event_count > 0)
    .sort((a, b) => b.event_count - a.event_count || compareNaturally(a.key, b.key));
  if (rest === undefined || sum(rest) === 0) return { ...series, parts };
  return { ...series, parts, rest_part: { event_count: sum(rest), counts: rest } };
}

function addUp(lines: readonly (readonly number[])[], { count }: BucketLayout): readonly number[] {
  const counts = new Array<number>(count).fill(0);
  for (const line of lines) {
    for (const [i, value] of line.entries()) counts[i] = (counts[i] ?? 0) + value;
  }
  return counts;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function toBigInt(value: number | undefined): bigint | undefined {
  return value === undefined ? undefined : BigInt(value);
}
