import type { Painter } from './draw-timeline';
import { LaneLabels, type FilterLane } from './lane-labels';
import type { PlaceRange } from './place-range';
import type { PlotFrame } from './plot-frame';
import { RangeShades } from './range-shades';
import { TimelineCanvas } from './timeline-canvas';
import styles from './timeline.module.css';
import type { LaneControl } from './use-lane-layout';

/** The lanes and their names, which scroll if they do not fit. */
export function LaneRows({
  frame: { view, leftPx, widthPx, layout },
  lanes: { scroller, scrollHeightPx, onScroll, togglePin },
  cursorLane,
  range,
  paint,
  onFilterLane,
}: {
  readonly frame: PlotFrame;
  readonly lanes: LaneControl;
  readonly cursorLane: number;
  readonly range: PlaceRange | null;
  readonly paint: Painter;
  readonly onFilterLane: FilterLane;
}) {
  const { heightPx } = layout;
  return (
    <div
      ref={scroller}
      className={styles['lanes']}
      // No tab stop is needed, because the plot's cursor scrolls it.
      tabIndex={-1}
      style={{ height: heightPx }}
      onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
    >
      <div style={{ height: scrollHeightPx }}>
        <div className={styles['sticky']} style={{ height: heightPx }}>
          <div className={styles['labels']} style={{ width: leftPx }}>
            <LaneLabels
              layout={layout}
              widthPx={leftPx}
              cursorLane={cursorLane}
              onTogglePin={togglePin}
              onFilterLane={onFilterLane}
            />
          </div>
          <div className={styles['plot']} style={{ left: leftPx, width: widthPx }}>
            <TimelineCanvas widthPx={widthPx} heightPx={heightPx} paint={paint} />
            <RangeShades range={range} view={view} widthPx={widthPx} />
          </div>
        </div>
      </div>
    </div>
  );
}
