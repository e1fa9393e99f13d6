import { axisTicks, labelPlacement, type ChainEnd } from './axis-ticks';
import { pixelOf } from './place-range';
import type { PlotFrame } from './plot-frame';
import styles from './timeline.module.css';

/** The labels below the density, all within the plot, and the position of the selected event. */
export function AxisRow({
  frame: { model, view, leftPx, widthPx },
  selectedPlace,
  ends,
}: {
  readonly frame: PlotFrame;
  readonly selectedPlace: number | null;
  readonly ends: readonly ChainEnd[];
}) {
  return (
    <div className={styles['axis']}>
      <div className={styles['plot']} style={{ left: leftPx, width: widthPx }}>
        {axisTicks(model, view, widthPx, ends).map((tick) => (
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
        ))}
        {selectedPlace === null ? null : (
          <div
            className={styles['selected']}
            style={{ left: pixelOf(selectedPlace, view, widthPx) }}
          />
        )}
      </div>
    </div>
  );
}
