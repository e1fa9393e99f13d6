import { widthOf, type PlaceRange } from './place-range';
import type { TimelineAxis } from './timeline-axis';

/** The requested buckets: more than the view, on a grid that stays the same when the view moves. */
export interface BucketWindow extends PlaceRange {
  /** In places, a whole number. */
  readonly bucketWidth: number;
}

const SECOND = 1e6;
const TIME_STEPS: readonly number[] = [
  ...[1, 10, 100, 1e3, 1e4, 1e5].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60 * SECOND),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3600 * SECOND),
];
const DAY = 86_400 * SECOND;

const MAX_BUCKETS = 2000;
/** The share of the view's width that is requested on each side of it. */
const MARGIN = 0.25;
/** Windows begin and end at multiples of this number of buckets. */
const ALIGNED_BUCKETS = 64;

/** The smallest round width of a bucket that is at least the wanted width. */
export function niceBucketWidth(wanted: number, axis: TimelineAxis): number {
  if (axis === 'turn') return niceNumber(wanted);
  const step = TIME_STEPS.find((candidate) => candidate >= wanted);
  return step ?? niceNumber(wanted / DAY) * DAY;
}

/** The window for a view on a plot of a width, with a minimum width of buckets, both in pixels. */
export function bucketWindow(
  view: PlaceRange,
  { axis, extent }: { readonly axis: TimelineAxis; readonly extent: PlaceRange },
  { widthPx, bucketPx }: { readonly widthPx: number; readonly bucketPx: number },
): BucketWindow {
  const count = Math.min(
    widthPx / bucketPx,
    (MAX_BUCKETS - 3 * ALIGNED_BUCKETS) / (1 + 2 * MARGIN),
  );
  const bucketWidth = niceBucketWidth(widthOf(view) / Math.max(1, count), axis);
  const step = bucketWidth * ALIGNED_BUCKETS;
  const margin = widthOf(view) * MARGIN;
  const first = Math.floor(extent.from / bucketWidth) * bucketWidth;
  const end = Math.ceil(extent.to / step) * step;
  const from = Math.max(first, Math.floor((view.from - margin) / step) * step);
  const to = Math.min(end, Math.ceil((view.to + margin) / step) * step);
  return { from, to: Math.max(to, from + bucketWidth), bucketWidth };
}

/** The range of requested single events: the view, on a grid that stays the same for small moves. */
export function markWindow(view: PlaceRange): PlaceRange {
  const step = 2 ** Math.ceil(Math.log2(widthOf(view))) / 8;
  return { from: Math.floor(view.from / step) * step, to: Math.ceil(view.to / step) * step };
}

/** The next 1, 2 or 5 times a power of ten. */
function niceNumber(wanted: number): number {
  if (wanted <= 1) return 1;
  const unit = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5].find((factor) => factor * unit >= wanted) ?? 10) * unit;
}
