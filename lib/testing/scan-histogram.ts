import { compareCodePoints } from '../events/event-order';
import type { EventCriteria } from '../filters/event-filter';
import type { HistogramOptions } from '../filters/histogram-options';
import {
  emptyHistogram,
  type EventHistogram,
  type HistogramSeries,
} from '../store/event-histogram';
import type { CountedEvent, Select } from './scan-facets';

/** A histogram counted the plain way: bucket by bucket from the list of matches. */
export function scanHistogram(
  select: Select,
  criteria: EventCriteria,
  range: { readonly start: bigint | undefined; readonly end: bigint | undefined },
  { axis = 'turn', by = 'none', buckets = 100, series: maxSeries = 20 }: HistogramOptions,
): EventHistogram {
  const placeOf = ({ turn, time }: CountedEvent): bigint => (axis === 'turn' ? BigInt(turn) : time);
  const { start_timestamp, end_timestamp, turn_start, turn_end } = criteria;
  const within = select({ start_timestamp, end_timestamp, turn_start, turn_end }).map(placeOf);
  within.sort((a, b) => (a < b ? -1 : 1));
  const from = range.start ?? within[0];
  const to = range.end ?? within.at(-1);
  if (from === undefined || to === undefined || from > to) return emptyHistogram({ axis, by });
  let width = (to - from) / BigInt(buckets) + 1n;
  if (width > 2n ** 53n) while (width % 1_000_000n !== 0n) width++;
  const starts: bigint[] = [];
  for (let start = from; start <= to; start += width) starts.push(start);

  const matches = select(criteria);
  const line = (key: string | null, events: readonly CountedEvent[]): HistogramSeries => ({
    key: key === '' ? null : key,
    is_rest: false,
    event_count: events.length,
    counts: starts.map(
      (start) =>
        events.filter((event) => placeOf(event) >= start && placeOf(event) < start + width).length,
    ),
  });
  const keyOf = ({ type, agent }: CountedEvent): string => (by === 'event_type' ? type : agent);
  const lines = [...new Set(matches.map(keyOf))]
    .map((key) => ({ key, events: matches.filter((event) => keyOf(event) === key) }))
    .sort((a, b) => b.events.length - a.events.length || compareCodePoints(a.key, b.key));
  const rest = lines.slice(maxSeries).flatMap(({ events }) => events);
  const series =
    by === 'none'
      ? [line(null, matches)]
      : [
          ...lines.slice(0, maxSeries).map(({ key, events }) => line(key, events)),
          ...(rest.length === 0 ? [] : [{ ...line(null, rest), is_rest: true }]),
        ];
  return {
    ...{ axis, by, from, to, series },
    bucket_width: Number(width),
    bucket_count: starts.length,
    total: matches.length,
  };
}
