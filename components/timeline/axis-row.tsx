import { labelPlacement, type AxisTick } from './axis-ticks';
import styles from './timeline.module.css';

/** The labels under the density, none of which leaves the plot. */
export function AxisTicks({
  ticks,
  widthPx,
}: {
  readonly ticks: readonly AxisTick[];
  readonly widthPx: number;
}) {
  return ticks.map((tick) => (
    <span
      key={tick.key}
      className={styles['tick']}
      data-kind={tick.kind}
      data-place={labelPlacement(tick, widthPx)}
      style={{ left: tick.px }}
      title={tick.kind === 'fold' ? `${tick.text} without events, folded` : undefined}
    >
      {tick.text}
    </span>
  ));
}
