import { memo } from 'react';
import { keyHint } from '@/components/commands/key-hint';
import { classNames } from '@/components/ui/class-names';
import { shortenNames } from '@/components/ui/shorten-names';
import { useMeasureText } from '@/components/ui/use-measure-text';
import type { Treatment } from '@/lib/filters/read-conditions';
import { LANE_HEIGHT_PX, laneTop, visibleLanes, type Lane, type LaneLayout } from './lane-list';
import styles from './lane-labels.module.css';
import { EXCLUDE_LANE_COMMAND, INCLUDE_LANE_COMMAND } from './timeline-commands';

/** The font size of names. */
const NAME_PX = 12;
/** The padding before a name, and the width of its pin. */
const BESIDE_NAME_PX = 12 + 24;

/** Filters by the agent of a lane: only its events, or all others. */
export type FilterLane = (key: string, treatment: Treatment) => void;

/** The names of the lanes in view, each with a pin and filters for the pointer. Other lanes scroll below pinned lanes. */
export const LaneLabels = memo(function LaneLabels({
  layout,
  widthPx,
  cursorLane,
  onTogglePin,
  onFilterLane,
}: {
  readonly layout: LaneLayout;
  readonly widthPx: number;
  /** The lane under the pointer or the cursor; -1 without one. */
  readonly cursorLane: number;
  readonly onTogglePin: (key: string) => void;
  readonly onFilterLane: FilterLane;
}) {
  const pinnedPx = layout.pinnedCount * LANE_HEIGHT_PX;
  const shown = visibleLanes(layout);
  const measure = useMeasureText(NAME_PX);
  const short = shortenNames(
    shown.flatMap((at) => layout.lanes[at]?.label ?? []),
    widthPx - BESIDE_NAME_PX,
    measure,
  );
  return (
    <div className={styles['labels']}>
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
    </div>
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
          {short.get(lane.label)}
        </span>
        {filterButton(lane, 'include', `Only ${lane.label}`)}
        {filterButton(lane, 'exclude', `Leave out ${lane.label}`)}
        <button
          type="button"
          className={styles['pin']}
          // No tab stop is needed, because a key pins the lane of the plot's cursor.
          tabIndex={-1}
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

  function filterButton({ key }: Lane, treatment: Treatment, label: string) {
    const isOnly = treatment === 'include';
    return (
      <button
        type="button"
        className={styles['filter']}
        // No tab stop is needed, because keys filter by the lane of the plot's cursor.
        tabIndex={-1}
        aria-label={label}
        title={keyHint(isOnly ? INCLUDE_LANE_COMMAND : EXCLUDE_LANE_COMMAND, label).title}
        onClick={() => onFilterLane(key, treatment)}
      >
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d={isOnly ? 'M1 5H9M5 1V9' : 'M1 5H9'} />
        </svg>
      </button>
    );
  }
});
