import { bucketRange, countIn, type BucketCounts } from './bucket-counts';
import { pixelOf, widthOf, type PlaceRange } from './place-range';

/** Rectangles of one colour, as a flat list of x, y, width and height. */
export interface TypeBars {
  readonly type: string;
  readonly rects: readonly number[];
}

/** The area of stacked bars, and the scale of their heights. */
export interface BarArea {
  readonly view: PlaceRange;
  readonly widthPx: number;
  /** The bottom of the bars. */
  readonly baseY: number;
  readonly heightPx: number;
  /** The count with the height of the area. */
  readonly maxCount: number;
  /** Default linear. `root` keeps small counts visible beside large ones. */
  readonly scale?: 'linear' | 'root';
  /** Buckets whose middle is in this range are not drawn. */
  readonly except?: PlaceRange | undefined;
}

/** The gap between bars that are wide enough. */
const GAP_PX = 1;
const MIN_GAPPED_PX = 5;

/** Bars of the buckets in view, with types stacked in their order. A count above 0 is at least a pixel high. */
export function stackBars(counts: BucketCounts, area: BarArea): readonly TypeBars[] {
  const { view, widthPx, baseY, heightPx, maxCount, scale = 'linear', except } = area;
  const rects = counts.types.map((): number[] => []);
  for (const bucket of bucketsInView(counts, view)) {
    const total = countIn(counts, bucket);
    if (total === 0) continue;
    const { from, to } = bucketRange(counts, bucket);
    if (except !== undefined && isWithin((from + to) / 2, except)) continue;
    // Rounded, because edges between pixels look like another colour.
    const left = Math.round(pixelOf(from, view, widthPx));
    const width = Math.round(pixelOf(to, view, widthPx)) - left;
    const drawn = width >= MIN_GAPPED_PX ? width - GAP_PX : Math.max(width, 1);
    const share = Math.min(1, total / Math.max(1, maxCount));
    const height = Math.max(1, heightPx * (scale === 'root' ? Math.sqrt(share) : share));
    let below = 0;
    for (const [at, { counts: line }] of counts.types.entries()) {
      const count = line[bucket] ?? 0;
      if (count === 0) continue;
      const bottom = baseY - (below / total) * height;
      below += count;
      const top = baseY - (below / total) * height;
      rects[at]?.push(left, top, drawn, bottom - top);
    }
  }
  return counts.types.map(({ type }, at) => ({ type, rects: rects[at] ?? [] }));
}

/** A bucket of at least this width has room for its types side by side. */
const MIN_SIDE_PX = 28;

/** Whether the buckets of a view are wide enough for {@link sideBars}. */
export function haveRoomForSides({ bucketWidth }: BucketCounts, view: PlaceRange, widthPx: number) {
  return (bucketWidth / widthOf(view)) * widthPx >= MIN_SIDE_PX;
}

/** Bars of the buckets in view, with types side by side in fixed positions; `maxCount` is of a single type. */
export function sideBars(
  counts: BucketCounts,
  area: BarArea & { readonly types: readonly string[] },
): readonly TypeBars[] {
  const { view, widthPx, baseY, heightPx, maxCount, types, except } = area;
  const slots = types.length + 1;
  return counts.types.map(({ type, counts: line }) => {
    const slot = types.indexOf(type);
    const rects = bucketsInView(counts, view).flatMap((bucket) => {
      const count = line[bucket] ?? 0;
      const { from, to } = bucketRange(counts, bucket);
      if (count === 0 || slot === -1) return [];
      if (except !== undefined && isWithin((from + to) / 2, except)) return [];
      const left = pixelOf(from, view, widthPx);
      const width = (pixelOf(to, view, widthPx) - left) / slots;
      const height = Math.max(2, heightPx * Math.sqrt(Math.min(1, count / Math.max(1, maxCount))));
      return [left + (slot + 0.5) * width, baseY - height, width - GAP_PX, height];
    });
    return { type, rects };
  });
}

/** The largest count of a single type in a bucket in view. */
export function maxOfTypeInView(counts: BucketCounts, view: PlaceRange): number {
  const buckets = bucketsInView(counts, view);
  return counts.types.reduce(
    (max, { counts: line }) => buckets.reduce((most, at) => Math.max(most, line[at] ?? 0), max),
    0,
  );
}

function isWithin(place: number, { from, to }: PlaceRange): boolean {
  return place >= from && place < to;
}

/** The largest count of a bucket in view. */
export function maxInView(counts: BucketCounts, view: PlaceRange): number {
  return bucketsInView(counts, view).reduce((max, at) => Math.max(max, countIn(counts, at)), 0);
}

function bucketsInView(counts: BucketCounts, view: PlaceRange): readonly number[] {
  const { from, bucketWidth, bucketCount } = counts;
  const first = Math.max(0, Math.floor((view.from - from) / bucketWidth));
  const end = Math.min(bucketCount, Math.ceil((view.to - from) / bucketWidth));
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
}
