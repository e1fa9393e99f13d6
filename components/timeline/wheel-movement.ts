/** The effect of a wheel, or of two fingers on a touch pad, on the timeline. */
export type WheelMovement =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly px: number }
  /** The lanes scroll. */
  | { readonly kind: 'none' };

type Wheel = Pick<
  WheelEvent,
  'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey' | 'shiftKey'
>;

const LINE_PX = 16;
/** Browsers report a pinch as a wheel with Ctrl, in small steps. */
const PINCH_SPEED = 0.012;
const WHEEL_SPEED = 0.0025;
const MAX_PINCH = 40;
const MAX_WHEEL = 200;

/**
 * Ctrl or a pinch zooms, Shift or a sideways movement pans. A plain wheel also zooms, except over lanes that can scroll: there it
 * scrolls them.
 */
export function wheelMovement(wheel: Wheel, isOverScrollingLanes: boolean): WheelMovement {
  const unit = wheel.deltaMode === 0 ? 1 : LINE_PX;
  const [x, y] = [wheel.deltaX * unit, wheel.deltaY * unit];
  if (wheel.ctrlKey || wheel.metaKey) {
    return { kind: 'zoom', factor: Math.exp(-limit(y, MAX_PINCH) * PINCH_SPEED) };
  }
  if (wheel.shiftKey || Math.abs(x) > Math.abs(y)) return { kind: 'pan', px: x === 0 ? y : x };
  if (isOverScrollingLanes) return { kind: 'none' };
  return { kind: 'zoom', factor: Math.exp(-limit(y, MAX_WHEEL) * WHEEL_SPEED) };
}

function limit(value: number, most: number): number {
  return Math.min(Math.max(value, -most), most);
}
