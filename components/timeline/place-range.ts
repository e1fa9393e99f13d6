/** A stretch of an axis, in its places: turns, or microseconds, of which folded ones are left out. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

export function widthOf({ from, to }: PlaceRange): number {
  return to - from;
}

/** Shows `1 / factor` as much, `anchor` staying where it is. */
export function zoomRange(range: PlaceRange, anchor: number, factor: number): PlaceRange {
  return {
    from: anchor - (anchor - range.from) / factor,
    to: anchor + (range.to - anchor) / factor,
  };
}

export function panRange({ from, to }: PlaceRange, by: number): PlaceRange {
  return { from: from + by, to: to + by };
}

/** The range moved and, if need be, narrowed until it is within `extent`, and widened until it is as wide as `minWidth`. */
export function clampRange(range: PlaceRange, extent: PlaceRange, minWidth: number): PlaceRange {
  const wanted = Math.max(widthOf(range), Math.min(minWidth, widthOf(extent)));
  if (wanted >= widthOf(extent)) return extent;
  const middle = (range.from + range.to) / 2;
  const from = widthOf(range) < wanted ? middle - wanted / 2 : range.from;
  const clamped = Math.min(Math.max(from, extent.from), extent.to - wanted);
  return { from: clamped, to: clamped + wanted };
}

/** Part of the way from one range to another, the width changing by factors: what zooming looks like. */
export function blendRanges(from: PlaceRange, to: PlaceRange, share: number): PlaceRange {
  const [before, after] = [widthOf(from), widthOf(to)];
  const width = before * (after / before) ** share;
  // The place that stays where it is, when there is one, stays there all the way.
  const grown = before === after ? share : (width - before) / (after - before);
  const start = from.from + (to.from - from.from) * grown;
  return { from: start, to: start + width };
}

/** Whether they look the same on a plot of a few thousand pixels. */
export function isSameRange(a: PlaceRange, b: PlaceRange): boolean {
  const tolerance = Math.max(widthOf(a), widthOf(b)) * 1e-4;
  return Math.abs(a.from - b.from) <= tolerance && Math.abs(a.to - b.to) <= tolerance;
}

/** The pixel of a place on a plot so wide, and back. */
export function pixelOf(place: number, range: PlaceRange, widthPx: number): number {
  return ((place - range.from) / widthOf(range)) * widthPx;
}

export function placeAtPixel(px: number, range: PlaceRange, widthPx: number): number {
  return range.from + (px / Math.max(1, widthPx)) * widthOf(range);
}
