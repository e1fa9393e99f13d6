import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import { Toolbar } from '@/components/ui/toolbar';
import { LANE_HEIGHT_PX, laneTop, visibleLanes, type LaneLayout } from './lane-list';
import styles from './lane-labels.module.css';

/** The names of the lanes in view, each with a pin; those that scroll go under those that are pinned. */
export const LaneLabels = memo(function LaneLabels({
  layout,
  cursorLane,
  onTogglePin,
}: {
  readonly layout: LaneLayout;
  /** The lane under the pointer or the cursor; -1 when there is none. */
  readonly cursorLane: number;
  readonly onTogglePin: (key: string) => void;
}) {
  const pinnedPx = layout.pinnedCount * LANE_HEIGHT_PX;
  const shown = visibleLanes(layout);
  return (
    <Toolbar label="Pin lanes" direction="column" className={styles['labels']}>
      <div className={styles['clip']} style={{ top: pinnedPx }}>
        <ul className={styles['lanes']} style={{ top: -pinnedPx }} aria-label="Lanes">
          {shown.filter((at) => at >= layout.pinnedCount).map(label)}
        </ul>
      </div>
      {layout.pinnedCount === 0 ? null : (
        <ul className={styles['pinned']} style={{ height: pinnedPx }} aria-label="Pinned lanes">
          {shown.filter((at) => at < layout.pinnedCount).map(label)}
        </ul>
      )}
    </Toolbar>
  );

  function label(at: number) {
    const lane = layout.lanes[at];
    if (lane === undefined) return null;
    return (
      <li
        key={lane.key}
        className={classNames(styles['lane'], at === cursorLane && styles['current'])}
        style={{ top: laneTop(layout, at), height: LANE_HEIGHT_PX }}
      >
        <span
          className={classNames(styles['name'], lane.key === '' && styles['world'])}
          title={lane.label}
        >
          {lane.label}
        </span>
        <button
          type="button"
          className={styles['pin']}
          aria-pressed={lane.isPinned}
          aria-label={`Pin ${lane.label}`}
          title={lane.isPinned ? `Let ${lane.label} go` : `Keep ${lane.label} on top`}
          onClick={() => onTogglePin(lane.key)}
        >
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="M4 1.5H8L7.5 5.5 9.5 7.5H2.5L4.5 5.5ZM6 7.5V11" />
          </svg>
        </button>
      </li>
    );
  }
});
