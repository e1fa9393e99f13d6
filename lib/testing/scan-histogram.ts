import { parseTimestamp } from '../events/epoch-micros';
import { compareNaturally } from '../events/natural-order';
import { canonicalEventType } from '../events/event-type';
import type { EventCriteria } from '../filters/event-filter';
import type { HistogramOptions } from '../filters/histogram-options';
import {
  emptyHistogram,
  type EventHistogram,
  type HistogramSeries,
} from '../store/event-histogram';
import type { CountedEvent, Select } from './scan-facets';

/** Counts a histogram the simple way: bucket by bucket from the list of matches. */
export function scanHistogram(
  select: Select,
  criteria: EventCriteria,
  range: { readonly start: bigint | undefined; readonly end: bigint | undefined },
  options: HistogramOptions,
): EventHistogram {
  const { axis = 'turn', by = 'none', buckets = 100, series: maxSeries = 20 } = options;
  const placeOf = ({ turn, time }: CountedEvent): bigint => (axis === 'turn' ? BigInt(turn) : time);
  const { start_timestamp, end_timestamp, turn_start, turn_end } = criteria;
  const within = select({ start_timestamp, end_timestamp, turn_start, turn_end }).map(placeOf);
  within.sort((a, b) => (a < b ? -1 : 1));
  const from = range.start ?? within[0];
  const to = range.end ?? within.at(-1);
  if (from === undefined || to === undefined || from > to) return emptyHistogram(options);
  const fold = foldPlaces(axis === 'turn' ? [] : (options.folds ?? []));
  const [first, last] = [fold(from), fold(to)];
  let width = (last - first) / BigInt(buckets) + 1n;
  if (width > 2n ** 53n) while (width % 1_000_000n !== 0n) width++;
  const starts: bigint[] = [];
  for (let start = first; start <= last; start += width) starts.push(start);

  const keyOf = ({ type, agent }: CountedEvent): string => (by === 'event_type' ? type : agent);
  const keys = [
    ...new Set((options.keys ?? []).map(by === 'event_type' ? canonicalEventType : String)),
  ];
  const hasKeys = by !== 'none' && keys.length > 0;
  const matches = select(criteria).filter((event) => !hasKeys || keys.includes(keyOf(event)));
  const inBucket = (events: readonly CountedEvent[], start: bigint): readonly CountedEvent[] =>
    events.filter((event) => fold(placeOf(event)) >= start && fold(placeOf(event)) < start + width);
  const count = (events: readonly CountedEvent[]) => ({
    event_count: events.length,
    counts: starts.map((start) => inBucket(events, start).length),
  });
  const rank = (events: readonly CountedEvent[], nameOf: (event: CountedEvent) => string) =>
    [...new Set(events.map(nameOf))]
      .map((key) => ({ key, events: events.filter((event) => nameOf(event) === key) }))
      .sort((a, b) => b.events.length - a.events.length || compareNaturally(a.key, b.key));
  const line = (key: string | null, events: readonly CountedEvent[]): HistogramSeries => ({
    key: key === '' ? null : key,
    is_rest: false,
    ...count(events),
    ...(options.split === 'event_type'
      ? {
          parts: rank(events, ({ type }) => type).map((part) => ({
            key: part.key,
            ...count(part.events),
          })),
        }
      : {}),
  });
  const lines = rank(matches, keyOf);
  const rest = lines.slice(maxSeries).flatMap(({ events }) => events);
  const named = hasKeys
    ? keys.map((key) => ({ key, events: matches.filter((event) => keyOf(event) === key) }))
    : lines.slice(0, maxSeries);
  const series =
    by === 'none'
      ? [line(null, matches)]
      : [
          ...named.map(({ key, events }) => line(key, events)),
          ...(hasKeys || rest.length === 0 ? [] : [{ ...line(null, rest), is_rest: true }]),
        ];
  const timesOf = (start: bigint) => {
    const times = inBucket(matches, start).map(({ time }) => time);
    times.sort((a, b) => (a < b ? -1 : 1));
    const [earliest, latest] = [times[0], times.at(-1)];
    return earliest === undefined || latest === undefined
      ? null
      : { first: BigInt(earliest), last: BigInt(latest) };
  };
  return {
    axis,
    by,
    from,
    to,
    series,
    bucket_width: Number(width),
    bucket_count: starts.length,
    ...(options.times === true ? { times: starts.map(timesOf) } : {}),
    total: matches.length,
  };
}

/** Subtracts from a time every earlier microsecond that is in any fold. */
function foldPlaces(folds: readonly string[]): (place: bigint) => bigint {
  const ranges = folds.map((fold) => {
    const [start = 0n, end = 0n] = fold.split('/').map((time) => parseTimestamp(time) ?? 0n);
    return { start, end };
  });
  const edges = ranges.flatMap(({ start, end }) => [start, end]).sort((a, b) => (a < b ? -1 : 1));
  return (place) => {
    let folded = 0n;
    for (const [i, edge] of edges.entries()) {
      const next = edges[i + 1];
      if (next === undefined || edge >= place) break;
      const isFolded = ranges.some(({ start, end }) => start <= edge && edge < end);
      if (isFolded) folded += (next < place ? next : place) - edge;
    }
    return place - folded;
  };
}
