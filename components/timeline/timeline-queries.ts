import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { isOfRun, runKey } from '@/components/run-key';
import { madeOf, untilWhole } from '@/components/server-data';
import type { EventHistogram } from '@/lib/api/contract';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { HistogramOptions } from '@/lib/filters/histogram-options';
import {
  foldTime,
  timestampAt,
  turnCriteria,
  unfoldPlace,
  type AxisModel,
  type TurnTimes,
} from './axis-model';
import { compareTypes, OTHER_TYPES, type BucketCounts } from './bucket-counts';
import type { BucketWindow } from './bucket-window';
import { findFolds, type Fold } from './find-folds';
import type { PlaceRange } from './place-range';
import type { TimelineAxis } from './timeline-axis';
import { timelineEvent, type TimelineEvent } from './timeline-event';

/** The maximum number of events that are drawn one by one. */
export const MAX_MARKS = 2500;
const MAX_BUCKETS = 2000;

/** The number of events of each type in the buckets of a window. Meanwhile, the previous data of the axis stays. */
export function densityQuery(
  simulationId: string,
  criteria: EventCriteria,
  model: AxisModel,
  window: BucketWindow,
) {
  return queryOptions({
    queryKey: runKey('timeline-density', simulationId, model.axis, criteria, window, model.folds),
    queryFn: async ({ signal }): Promise<BucketCounts> => {
      const division = { ...divide(model, window), by: 'event_type', signal } as const;
      const within = { ...criteria, ...withinWindow(model, window) };
      const histogram = await api.getHistogram(simulationId, within, {
        ...division,
        isPartial: true,
      });
      const counts = toCounts(
        histogram,
        histogram.series.map(({ key, counts }) => [key ?? OTHER_TYPES, counts]),
        startOf(histogram, model, window),
      );
      return madeOf(histogram, counts);
    },
    refetchInterval: untilWhole,
    placeholderData: (shown, query) =>
      query && isOfRun(query.queryKey, simulationId) && query.queryKey[2] === model.axis
        ? shown
        : undefined,
    structuralSharing: false,
  });
}

/** The same, by lane. */
export function lanesQuery(
  simulationId: string,
  criteria: EventCriteria,
  model: AxisModel,
  window: BucketWindow,
  keys: readonly string[],
) {
  return queryOptions({
    queryKey: runKey(
      'timeline-lanes',
      simulationId,
      model.axis,
      criteria,
      window,
      keys,
      model.folds,
    ),
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, BucketCounts>> => {
      const histogram = await api.getHistogram(
        simulationId,
        { ...criteria, ...withinWindow(model, window) },
        {
          ...divide(model, window),
          by: 'agent_id',
          split: 'event_type',
          keys,
          signal,
          isPartial: true,
        },
      );
      const lanes = new Map(
        histogram.series.map(({ key, parts = [], rest_part }) => [
          key ?? '',
          toCounts(
            histogram,
            [
              ...parts.map((part) => [part.key, part.counts] as const),
              ...(rest_part === undefined ? [] : [[OTHER_TYPES, rest_part.counts] as const]),
            ],
            startOf(histogram, model, window),
          ),
        ]),
      );
      return madeOf(histogram, lanes);
    },
    refetchInterval: untilWhole,
    enabled: keys.length > 0,
    placeholderData: (shown, query) =>
      query && isOfRun(query.queryKey, simulationId) && query.queryKey[2] === model.axis
        ? shown
        : undefined,
    structuralSharing: false,
  });
}

/** The single events of a range of an axis. */
export interface TimelineEvents {
  readonly axis: TimelineAxis;
  readonly range: PlaceRange;
  /** Whether they include all events of each of their turns. */
  readonly areTurnsWhole: boolean;
  /** Whether they include all events of the range. */
  readonly areAll: boolean;
  readonly events: readonly TimelineEvent[];
}

export function eventsQuery(
  simulationId: string,
  criteria: EventCriteria,
  model: AxisModel,
  range: PlaceRange,
  wanted: 'whole turns' | 'parts of turns' | 'none',
) {
  const areTurnsWhole = wanted === 'whole turns';
  const within = areTurnsWhole ? model.toCriteria(range) : model.toPartCriteria(range);
  const filter = { ...within, ...criteria };
  return queryOptions({
    queryKey: runKey('timeline-events', simulationId, model.axis, filter, range),
    queryFn: async ({ signal }): Promise<TimelineEvents> => {
      const page = await api.findEvents(
        simulationId,
        { ...filter, limit: MAX_MARKS },
        { signal, isPartial: true },
      );
      return madeOf(page, {
        axis: model.axis,
        range: areTurnsWhole ? model.wholeRange(range) : range,
        areTurnsWhole,
        areAll: !page.has_more,
        events: page.events.map(timelineEvent),
      });
    },
    refetchInterval: untilWhole,
    enabled: wanted !== 'none',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    structuralSharing: false,
  });
}

/** The start and end times of turns, independent of the filter. */
export function turnTimesQuery(
  simulationId: string,
  turns: { readonly first: number; readonly last: number },
  isWanted: boolean,
) {
  return queryOptions({
    queryKey: runKey('timeline-turns', simulationId, turns),
    queryFn: async ({ signal }): Promise<TurnTimes> => {
      const histogram = await api.getHistogram(
        simulationId,
        { turn_start: turns.first, turn_end: turns.last },
        {
          axis: 'turn',
          buckets: turns.last - turns.first + 1,
          times: true,
          signal,
          isPartial: true,
        },
      );
      const { times = [] } = histogram;
      const byTurn = new Map(
        times.flatMap((ends, at) =>
          ends === null
            ? []
            : [[turns.first + at, { first: toMicros(ends.first), last: toMicros(ends.last) }]],
        ),
      );
      return madeOf(histogram, byTurn);
    },
    refetchInterval: untilWhole,
    enabled: isWanted,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** The idle gaps of a run, independent of the filter. */
export function foldsQuery(simulationId: string, isWanted: boolean) {
  return queryOptions({
    queryKey: runKey('timeline-folds', simulationId),
    queryFn: async ({ signal }): Promise<readonly Fold[]> => {
      const histogram = await api.getHistogram(
        simulationId,
        {},
        { axis: 'time', buckets: MAX_BUCKETS, times: true, signal, isPartial: true },
      );
      const { times = [], total } = histogram;
      const ends = times.map(
        (bucket) => bucket && { first: toMicros(bucket.first), last: toMicros(bucket.last) },
      );
      return madeOf(histogram, findFolds(ends, total));
    },
    refetchInterval: untilWhole,
    enabled: isWanted,
    structuralSharing: false,
  });
}

function divide(model: AxisModel, { from, to, bucketWidth }: BucketWindow): HistogramOptions {
  return {
    axis: model.axis === 'turn' ? 'turn' : 'time',
    buckets: Math.max(1, Math.round((to - from) / bucketWidth)),
    folds: model.folds.map(
      ({ cutStart, cutEnd }) => `${timestampAt(cutStart)}/${timestampAt(cutEnd)}`,
    ),
  };
}

function withinWindow({ axis, folds }: AxisModel, { from, to }: BucketWindow): EventCriteria {
  if (axis === 'turn') return turnCriteria(from, to);
  return {
    start_timestamp: timestampAt(unfoldPlace(from, folds)),
    end_timestamp: timestampAt(unfoldPlace(to, folds) - 1),
  };
}

function toCounts(
  { bucket_width, bucket_count }: EventHistogram,
  lines: readonly (readonly [type: string, counts: readonly number[]])[],
  from: number,
): BucketCounts {
  return {
    from,
    bucketWidth: bucket_width,
    bucketCount: bucket_count,
    types: lines
      .map(([type, counts]) => ({ type, counts }))
      .toSorted((a, b) => compareTypes(a.type, b.type)),
  };
}

/** The start of the first bucket, which is later than requested if no event can be there. */
function startOf({ from }: EventHistogram, model: AxisModel, window: BucketWindow): number {
  if (from === null) return window.from;
  return typeof from === 'number' ? from : foldTime(toMicros(from), model.folds);
}

function toMicros(timestamp: string): number {
  return Number(parseTimestamp(timestamp) ?? 0n);
}
