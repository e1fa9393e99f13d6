import { formatCount } from '@/components/ui/format-count';
import type { AxisModel } from './axis-model';
import { lengthText } from './axis-ticks';
import type { BucketCounts } from './bucket-counts';
import type { PlaceRange } from './place-range';
import type { PlotFrame } from './plot-frame';
import { RangeBrush } from './range-brush';
import { RangeShades } from './range-shades';
import { TimelineCanvas } from './timeline-canvas';
import styles from './timeline.module.css';
import type { PlotDrawing } from './use-plot-drawing';

/** The number of events of each type along the axis, under the range of the filter. */
export function DensityRow({
  frame: { model, view, leftPx, widthPx, densityPx },
  drawing: { maxCount, paintDensity },
  density,
  range,
  onRangeChange,
}: {
  readonly frame: PlotFrame;
  readonly drawing: PlotDrawing;
  readonly density: BucketCounts | undefined;
  readonly range: PlaceRange | null;
  readonly onRangeChange: (range: PlaceRange | null) => void;
}) {
  const stepText = density === undefined ? '' : ` / ${unitText(density.bucketWidth, model)}`;
  return (
    <div className={styles['density']} style={{ height: densityPx }}>
      <div className={styles['gutter']} style={{ width: leftPx }}>
        {maxCount === 0 ? '' : `${formatCount(maxCount)}${stepText}`}
      </div>
      <div className={styles['plot']} style={{ left: leftPx, width: widthPx }}>
        <TimelineCanvas widthPx={widthPx} heightPx={densityPx} paint={paintDensity} />
        <RangeShades range={range} view={view} widthPx={widthPx} />
        <RangeBrush
          model={model}
          view={view}
          widthPx={widthPx}
          range={range}
          stepWidth={density?.bucketWidth ?? 1}
          onChange={onRangeChange}
        />
      </div>
    </div>
  );
}

/** The size of a bucket: `turn`, `5 turns`, `10 s`. */
function unitText(bucketWidth: number, { axis }: AxisModel): string {
  if (axis !== 'turn') return lengthText(bucketWidth);
  return bucketWidth === 1 ? 'turn' : `${formatCount(bucketWidth)} turns`;
}
