import { max } from 'd3';
import type { EventHistogram } from '@/lib/api/contract';
import { countOf, formatCount } from '@/components/ui/format-count';
import { EVENT_TYPES } from '@/lib/events/event-type';
import { typeGlyph } from './type-glyph';

/** The events of one type over the run, as one path. */
export interface TypeBand {
  readonly key: string;
  readonly path: string;
  readonly color: string;
}

/** The gap between bars, as a share of a bucket. Many bars have no gaps, which would flicker. */
const GAP = 0.16;
const MAX_BARS_APART = 24;

/**
 * Stacked bars in a box as wide as the number of buckets and 1 high. The documented types come from the bottom up in their
 * order, then others.
 * @param most the number of events of a bar of full height; default that of the fullest bucket
 */
export function typeBands(
  { bucket_count, series }: EventHistogram,
  most = fullestBucket({ series }),
): readonly TypeBand[] {
  const rank = (key: string | null) => {
    const at = EVENT_TYPES.findIndex((type) => type === key);
    return at === -1 ? EVENT_TYPES.length : at;
  };
  const stacked = series.toSorted((a, b) => rank(a.key) - rank(b.key));
  const filled: number[] = [];
  const gap = bucket_count > MAX_BARS_APART ? 0 : GAP;
  return stacked.map(({ key, counts }) => {
    const bars = counts.map((count, bucket) => {
      const below = filled[bucket] ?? 0;
      filled[bucket] = below + count;
      if (count === 0) return '';
      const [bottom, top] = [1 - below / most, 1 - (below + count) / most];
      return `M${decimal(bucket + gap / 2)} ${decimal(bottom)}V${decimal(top)}h${decimal(1 - gap)}V${decimal(bottom)}z`;
    });
    return { key: key ?? '', path: bars.join(''), color: typeGlyph(key ?? 'other').color };
  });
}

/** The number of events of the fullest bucket, at least 1. */
export function fullestBucket({ series }: Pick<EventHistogram, 'series'>): number {
  return Math.max(1, max(bucketSums(series)) ?? 0);
}

/** A description in words: `■ state 1,204, ▶ action 30. Most in turn 30: 96 events.` */
export function bandsText(histogram: EventHistogram): string {
  const { axis, from, bucket_width, series } = histogram;
  const types = series
    .filter(({ event_count }) => event_count > 0)
    .map(({ key, event_count }) => {
      const { character, name } = typeGlyph(key ?? 'other types');
      return `${character} ${name} ${formatCount(event_count)}`;
    });
  const sums = bucketSums(series);
  const most = max(sums) ?? 0;
  if (most === 0) return 'No events';
  if (axis !== 'turn' || typeof from !== 'number') return `${types.join(', ')}.`;
  const first = from + sums.indexOf(most) * bucket_width;
  const turns =
    bucket_width === 1
      ? `turn ${formatCount(first)}`
      : `turns ${formatCount(first)}–${formatCount(first + bucket_width - 1)}`;
  return `${types.join(', ')}. Most in ${turns}: ${countOf(most, 'event')}.`;
}

function bucketSums(series: EventHistogram['series']): readonly number[] {
  const sums: number[] = [];
  for (const { counts } of series) {
    for (const [bucket, count] of counts.entries()) sums[bucket] = (sums[bucket] ?? 0) + count;
  }
  return sums;
}

function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
