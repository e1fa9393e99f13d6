import { pixelOf, type PlaceRange } from './place-range';
import styles from './timeline.module.css';

/** Shades everything outside of the filter's range. */
export function RangeShades({
  range,
  view,
  widthPx,
}: {
  readonly range: PlaceRange | null;
  readonly view: PlaceRange;
  readonly widthPx: number;
}) {
  if (range === null) return null;
  const within = (px: number) => Math.min(Math.max(px, 0), widthPx);
  const left = within(pixelOf(range.from, view, widthPx));
  const right = within(pixelOf(range.to, view, widthPx));
  return (
    <>
      <div className={styles['shade']} style={{ left: 0, width: left }} />
      <div className={styles['shade']} style={{ left: right, width: widthPx - right }} />
    </>
  );
}
