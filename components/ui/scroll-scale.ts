/*
 * A list of any length in an element of bounded height.
 *
 * Chrome and Safari limit an element to 33,554,428 device px, Firefox to 17.9 million CSS px. A longer list gets fewer *slots*
 * than it has rows. The browser scrolls over slots; slot s shows row s + shift. While the reader scrolls by hand (wheel, touch,
 * keys) the shift is constant, so rows move pixel by pixel. When the scroll bar is dragged or clicked, the shift is computed
 * again from the thumb. When scrolling ends, the thumb is moved to the place of the shown rows; the rows themselves do not
 * move. Near both ends (END_ZONE_PX) the scale is 1, so that the first and last rows can be reached by hand.
 */

/** Below the limit of Firefox in CSS px. 428,571 rows of 28 px need no scaling. */
const MAX_SCROLL_HEIGHT_PX = 12_000_000;
/** Below the limit of Chrome and Safari in device px. */
const MAX_SCROLL_HEIGHT_DEVICE_PX = 32_000_000;

const END_ZONE_PX = 100_000;

export interface ListGeometry {
  readonly rowCount: number;
  readonly rowHeightPx: number;
  /** The visible height of the rows. */
  readonly viewportPx: number;
  /** The limit of the scrolled element: see {@link maxScrollHeightPx}. */
  readonly maxHeightPx: number;
}

/** A position of the list in the browser's terms. */
export interface ScrollPlace {
  readonly scrollTopPx: number;
  /** The row of a slot minus the slot; an integer. */
  readonly shift: number;
}

/** The maximum height of an element, in CSS px, for a number of device px per CSS px, from screen and zoom together. */
export function maxScrollHeightPx(devicePixelRatio: number): number {
  return Math.min(MAX_SCROLL_HEIGHT_PX, MAX_SCROLL_HEIGHT_DEVICE_PX / devicePixelRatio);
}

/** The number of rows in the browser's terms. */
export function slotCount({
  rowCount,
  rowHeightPx,
  maxHeightPx,
}: Omit<ListGeometry, 'viewportPx'>): number {
  return Math.min(rowCount, Math.floor(maxHeightPx / rowHeightPx));
}

/** The place of the thumb when the list is scrolled by `offsetPx`, in rows of full height. */
export function placeAt(offsetPx: number, geometry: ListGeometry): ScrollPlace {
  const { rowCount, rowHeightPx, viewportPx } = geometry;
  const offset = clamp(offsetPx, 0, Math.max(0, rowCount * rowHeightPx - viewportPx));
  const slots = slotCount(geometry);
  const ideal = interpolate(offset, rowCount * rowHeightPx, slots * rowHeightPx);
  // A whole number of rows, so that the first row is cut off at the same point.
  const shift = clamp(Math.round((offset - ideal) / rowHeightPx), 0, rowCount - slots);
  return { scrollTopPx: offset - shift * rowHeightPx, shift };
}

/** The scroll offset of the list from the scroll bar alone: the inverse of {@link placeAt}. */
export function offsetAt(scrollTopPx: number, geometry: ListGeometry): number {
  const { rowCount, rowHeightPx } = geometry;
  return interpolate(scrollTopPx, slotCount(geometry) * rowHeightPx, rowCount * rowHeightPx);
}

export type RowAlignment = 'nearest' | 'start' | 'center';

/** The scroll offset that shows a row: as close as possible to the current one, or with the row first or in the middle. */
export function offsetShowing(
  row: number,
  alignment: RowAlignment,
  currentPx: number,
  { rowCount, rowHeightPx, viewportPx }: ListGeometry,
): number {
  const top = row * rowHeightPx;
  const bottom = top + rowHeightPx - viewportPx;
  const wanted = {
    start: top,
    center: (top + bottom) / 2,
    nearest: top < currentPx ? top : Math.max(bottom, currentPx),
  }[alignment];
  return clamp(wanted, 0, Math.max(0, rowCount * rowHeightPx - viewportPx));
}

/** Whether a move is too far for scrolling by hand: more than half of the rows per pixel of the scroll bar. */
export function isJump(deltaPx: number, geometry: ListGeometry): boolean {
  const heightPx = slotCount(geometry) * geometry.rowHeightPx;
  return Math.abs(deltaPx) > Math.max(heightPx / (2 * geometry.viewportPx), geometry.viewportPx);
}

/** Maps 0..from onto 0..to: with scale 1 near both ends, evenly between. */
function interpolate(value: number, from: number, to: number): number {
  if (from === to || value <= END_ZONE_PX) return value;
  if (value >= from - END_ZONE_PX) return to - (from - value);
  const scale = (to - 2 * END_ZONE_PX) / (from - 2 * END_ZONE_PX);
  return END_ZONE_PX + (value - END_ZONE_PX) * scale;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
