import { foldTime } from './axis-model';
import type { BucketCounts } from './bucket-counts';
import type { Fold } from './find-folds';
import { pixelOf, type PlaceRange } from './place-range';
import { maxInView, stackBars, type TypeBars } from './stack-bars';

/** The drawing above the axis. */
export interface DensityScene {
  readonly bars: readonly TypeBars[];
  /** The positions of folds. */
  readonly foldXs: readonly number[];
  /** The count of the highest bar. */
  readonly maxCount: number;
}

const TOP_PX = 4;

export function densityScene(
  counts: BucketCounts | undefined,
  folds: readonly Fold[],
  view: PlaceRange,
  size: { readonly widthPx: number; readonly heightPx: number },
): DensityScene {
  const { widthPx, heightPx } = size;
  const foldXs = foldPixels(folds, view, widthPx);
  if (counts === undefined) return { bars: [], foldXs, maxCount: 0 };
  const maxCount = maxInView(counts, view);
  const area = { view, widthPx, baseY: heightPx, heightPx: heightPx - TOP_PX, maxCount };
  return { bars: stackBars(counts, area), foldXs, maxCount };
}

/** The positions of folds in a view. */
export function foldPixels(
  folds: readonly Fold[],
  view: PlaceRange,
  widthPx: number,
): readonly number[] {
  return folds
    .map(({ cutStart }) => pixelOf(foldTime(cutStart, folds), view, widthPx))
    .filter((x) => x >= 0 && x <= widthPx);
}
