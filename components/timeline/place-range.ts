/** A range of an axis, in places: turns, or microseconds without folded ones. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

export function widthOf({ from, to }: PlaceRange): number {
  return to - from;
}

/** Narrows a range to `1 / factor` of its width; `anchor` keeps its position. */
export function zoomRange(range: PlaceRange, anchor: number, factor: number): PlaceRange {
  return {
    from: anchor - (anchor - range.from) / factor,
    to: anchor + (range.to - anchor) / factor,
  };
}

export function panRange({ from, to }: PlaceRange, by: number): PlaceRange {
  return { from: from + by, to: to + by };
}

/** Moves and if necessary narrows a range so that it is within `extent`, and widens it to at least `minWidth`. */
export function clampRange(range: PlaceRange, extent: PlaceRange, minWidth: number): PlaceRange {
  const wanted = Math.max(widthOf(range), Math.min(minWidth, widthOf(extent)));
  if (wanted >= widthOf(extent)) return extent;
  const middle = (range.from + range.to) / 2;
  const from = widthOf(range) < wanted ? middle - wanted / 2 : range.from;
  const clamped = Math.min(Math.max(from, extent.from), extent.to - wanted);
  return { from: clamped, to: clamped + wanted };
}

/** A range between two others, with a geometric change of the width, as in zooming. */
export function blendRanges(from: PlaceRange, to: PlaceRange, share: number): PlaceRange {
  const [before, after] = [widthOf(from), widthOf(to)];
  const width = before * (after / before) ** share;
  // The fixed point of the change, if there is one, does not move.
  const grown = before === after ? share : (width - before) / (after - before);
  const start = from.from + (to.from - from.from) * grown;
  return { from: start, to: start + width };
}

/** Whether two ranges look the same on a plot of a few thousand pixels. */
export function isSameRange(a: PlaceRange, b: PlaceRange): boolean {
  const tolerance = Math.max(widthOf(a), widthOf(b)) * 1e-4;
  return Math.abs(a.from - b.from) <= tolerance && Math.abs(a.to - b.to) <= tolerance;
}

/** The pixel of a place on a plot, and the inverse. */
export function pixelOf(place: number, range: PlaceRange, widthPx: number): number {
  return ((place - range.from) / widthOf(range)) * widthPx;
}

export function placeAtPixel(px: number, range: PlaceRange, widthPx: number): number {
  return range.from + (px / Math.max(1, widthPx)) * widthOf(range);
}
