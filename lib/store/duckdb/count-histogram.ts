import type { DuckDBConnection } from '@duckdb/node-api';
import { compareCodePoints } from '../../events/event-order';
import type { EventCriteria } from '../../filters/event-filter';
import {
  DEFAULT_BUCKETS,
  DEFAULT_SERIES,
  type HistogramAxis,
  type HistogramGroup,
  type HistogramOptions,
} from '../../filters/histogram-options';
import { layOutBuckets, type BucketLayout } from '../bucket-layout';
import { emptyHistogram, type EventHistogram, type HistogramSeries } from '../event-histogram';
import { inTransaction, queryNumbers, queryRows, textOf } from './connections';
import { microsOf, whereCriteria } from './event-query';
import type { IndexNames, NamedField } from './index-names';
import { rankNames } from './rank-names';
import type { SimulationIndex } from './simulation-index';

/** So many cells, a name and a bucket each, are read and added up; of more, the names with the most events are found first. */
const MAX_CELLS = 2 ** 17;

const GROUP_FIELDS = {
  event_type: 'type',
  agent_id: 'agent',
} as const satisfies Record<Exclude<HistogramGroup, 'none'>, NamedField>;

/** @param hasText the condition that holds for events with the text `q`, when the criteria ask for one */
export function countHistogram(
  index: SimulationIndex,
  connection: DuckDBConnection,
  criteria: EventCriteria,
  options: HistogramOptions,
  hasText?: string,
): Promise<EventHistogram> {
  const { axis = 'turn', by = 'none' } = options;
  const { buckets = DEFAULT_BUCKETS, series: maxSeries = DEFAULT_SERIES } = options;
  return inTransaction(connection, async () => {
    const { catalog } = index;
    const names = index.names();
    const ends = await findEnds(connection, catalog, axis, criteria, names);
    if (ends === undefined) return emptyHistogram(options);
    const layout = layOutBuckets(ends.from, ends.to, buckets);
    const counter = {
      connection,
      catalog,
      axis,
      layout,
      where: whereCriteria(criteria, names, hasText),
    };
    const series =
      by === 'none'
        ? [toSeries(null, await countAll(counter))]
        : await countByName(counter, GROUP_FIELDS[by], names, maxSeries);
    return {
      axis,
      by,
      from: layout.from,
      to: layout.to,
      bucket_width: Number(layout.width),
      bucket_count: layout.count,
      series,
      total: sum(series.map(({ event_count }) => event_count)),
    };
  });
}

interface BucketCounter {
  readonly connection: DuckDBConnection;
  readonly catalog: string;
  readonly axis: HistogramAxis;
  readonly layout: BucketLayout;
  readonly where: string;
}

/** `undefined` when there is nothing between the ends, or no event to tell one of them. */
async function findEnds(
  connection: DuckDBConnection,
  catalog: string,
  axis: HistogramAxis,
  criteria: EventCriteria,
  names: IndexNames,
): Promise<{ readonly from: bigint; readonly to: bigint } | undefined> {
  const { start_timestamp, end_timestamp, turn_start, turn_end } = criteria;
  const [start, end] =
    axis === 'turn'
      ? [toBigInt(turn_start), toBigInt(turn_end)]
      : [microsOf('start_timestamp', criteria), microsOf('end_timestamp', criteria)];
  let [from, to] = [start, end];
  if (from === undefined || to === undefined) {
    const range = { start_timestamp, end_timestamp, turn_start, turn_end };
    const [row] = await queryRows(
      connection,
      `SELECT min(${axis}) AS first, max(${axis}) AS last FROM ${catalog}.events
       WHERE ${whereCriteria(range, names)}`,
    );
    const [first, last] = [textOf(row, 'first'), textOf(row, 'last')];
    if (first === '' || last === '') return undefined;
    from ??= BigInt(first);
    to ??= BigInt(last);
  }
  return from > to ? undefined : { from, to };
}

async function countAll(counter: BucketCounter): Promise<readonly number[]> {
  const [buckets = [], counts = []] = await queryBuckets(counter, []);
  const all = new Array<number>(counter.layout.count).fill(0);
  for (const [i, bucket] of buckets.entries()) all[bucket] = counts[i] ?? 0;
  return all;
}

/** The names with the most events on their own, the others together. */
async function countByName(
  counter: BucketCounter,
  field: NamedField,
  names: IndexNames,
  maxSeries: number,
): Promise<readonly HistogramSeries[]> {
  const { connection, catalog, where, layout } = counter;
  if (names.count(field) <= maxSeries || names.count(field) * layout.count <= MAX_CELLS) {
    const all = await countEach(counter, field, names);
    const others = all.slice(maxSeries);
    return [...all.slice(0, maxSeries), ...(others.length === 0 ? [] : [addUp(others, layout)])];
  }
  const { ranked, valueCount } = await rankNames(connection, catalog, where, [field], maxSeries);
  if (ranked.length === valueCount) return countEach(counter, field, names);
  const codes = ranked.flatMap((value) => value.codes).join(', ');
  const ownWhere = `${where} AND ${field} IN (${codes})`;
  const own = await countEach({ ...counter, where: ownWhere }, field, names);
  // Counting all and taking away is quicker than telling apart many names event by event.
  const rest = [...(await countAll(counter))];
  for (const { counts } of own) {
    for (const [i, count] of counts.entries()) rest[i] = (rest[i] ?? 0) - count;
  }
  return [...own, { ...toSeries(null, rest), is_rest: true }];
}

/** Each name that occurs, in the order of series. */
async function countEach(
  counter: BucketCounter,
  field: NamedField,
  names: IndexNames,
): Promise<readonly HistogramSeries[]> {
  const [buckets = [], codes = [], counts = []] = await queryBuckets(counter, [field]);
  const countsOf = new Map<number, number[]>();
  for (const [i, bucket] of buckets.entries()) {
    const code = codes[i] ?? 0;
    const own = countsOf.get(code) ?? new Array<number>(counter.layout.count).fill(0);
    countsOf.set(code, own);
    own[bucket] = counts[i] ?? 0;
  }
  return [...countsOf]
    .map(([code, own]) => toSeries(names.nameOf(field, code) || null, own))
    .sort((a, b) => b.event_count - a.event_count || compareCodePoints(a.key ?? '', b.key ?? ''));
}

/** The rest: what has no series of its own. */
function addUp(lines: readonly HistogramSeries[], { count }: BucketLayout): HistogramSeries {
  const counts = new Array<number>(count).fill(0);
  for (const line of lines) {
    for (const [i, value] of line.counts.entries()) counts[i] = (counts[i] ?? 0) + value;
  }
  return { ...toSeries(null, counts), is_rest: true };
}

/** Columns: bucket, codes of the fields, how many events; what has none is left out. */
function queryBuckets(
  { connection, catalog, axis, layout, where }: BucketCounter,
  fields: readonly NamedField[],
): Promise<readonly (readonly number[])[]> {
  const groups = ['bucket', ...fields].join(', ');
  const bucket = `((${axis} - (${String(layout.from)})::BIGINT) // ${String(layout.width)}::BIGINT)`;
  return queryNumbers(
    connection,
    `SELECT ${bucket}::USMALLINT AS bucket, ${fields.map((field) => `${field}, `).join('')}
            count(*)::DOUBLE AS n
     FROM ${catalog}.events WHERE ${where} GROUP BY ${groups}`,
  );
}

function toSeries(key: string | null, counts: readonly number[]): HistogramSeries {
  return { key, is_rest: false, event_count: sum(counts), counts };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function toBigInt(value: number | undefined): bigint | undefined {
  return value === undefined ? undefined : BigInt(value);
}
