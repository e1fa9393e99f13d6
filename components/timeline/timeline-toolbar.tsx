import type { ReactNode } from 'react';
import type { DescribedCommand } from '@/components/commands/command';
import { keyHint } from '@/components/commands/key-hint';
import { Button } from '@/components/ui/button';
import { isKey } from '@/components/ui/key-press';
import { Segmented } from '@/components/ui/segmented';
import { Toolbar } from '@/components/ui/toolbar';
import { CrossButton } from './cross-button';
import type { LaneOrder } from './lane-list';
import { FIT_COMMAND, ZOOM_IN_COMMAND, ZOOM_OUT_COMMAND } from './timeline-commands';
import { TIMELINE_AXES, type TimelineAxis } from './timeline-axis';
import styles from './timeline-toolbar.module.css';

const AXIS_LABELS: Readonly<Record<TimelineAxis, string>> = {
  turn: 'turn',
  time: 'time',
  folded: 'time, gaps folded',
};

const ZOOM = 1.6;

/** The choice of the axis, and the controls of the view. */
export function TimelineToolbar({
  axis,
  onAxisChange,
  children,
}: {
  readonly axis: TimelineAxis;
  readonly onAxisChange: (axis: TimelineAxis) => void;
  readonly children?: ReactNode;
}) {
  return (
    <Toolbar label="Timeline" className={styles['toolbar']}>
      <Segmented label="Axis" values={TIMELINE_AXES} chosen={axis} onChoose={onAxisChange} isSmall>
        {(each) => AXIS_LABELS[each]}
      </Segmented>
      {children}
    </Toolbar>
  );
}

/** The range in view, and the range of the filter, with a button to clear it. */
export function ViewReadout({
  viewText,
  rangeText,
  onClearRange,
  cut,
}: {
  readonly viewText: string;
  /** The filter's range; `undefined` when there is none. */
  readonly rangeText: string | undefined;
  readonly onClearRange: () => void;
  /** The parts of the run that are not shown, as texts. */
  readonly cut: readonly string[];
}) {
  return (
    <>
      <span className={styles['view']} data-timeline-view="">
        {viewText}
      </span>
      {rangeText === undefined ? null : (
        <span className={styles['range']}>
          <span className={styles['rangeText']}>filter: {rangeText}</span>
          <CrossButton label={`Clear the range ${rangeText}`} onClick={onClearRange} />
        </span>
      )}
      {cut.map((text) => (
        <span key={text} className={styles['cut']} role="note" title={text}>
          {text}
        </span>
      ))}
      <span className={styles['space']} />
    </>
  );
}

/** The choice and the order of lanes. */
export function LaneTools({
  sought,
  onSeek,
  onEnter,
  order,
  onOrderChange,
}: {
  readonly sought: string;
  readonly onSeek: (name: string) => void;
  /** Moves the focus to the first lane found. */
  readonly onEnter: () => void;
  readonly order: LaneOrder;
  readonly onOrderChange: (order: LaneOrder) => void;
}) {
  return (
    <div className={styles['lanes']}>
      <input
        className={styles['find']}
        type="search"
        value={sought}
        onChange={(event) => onSeek(event.target.value)}
        onKeyDown={(event) => {
          if (isKey(event, 'Escape')) onSeek('');
          if (isKey(event, 'Enter')) onEnter();
        }}
        placeholder="Find a lane"
        aria-label="Find a lane"
        autoComplete="off"
        spellCheck={false}
      />
      <Button
        variant="quiet"
        className={styles['small'] ?? ''}
        onClick={() => onOrderChange(order === 'name' ? 'events' : 'name')}
        aria-label={`Lanes by ${order}: change their order`}
        title="Order of the lanes"
      >
        by {order}
      </Button>
    </div>
  );
}

/** Buttons to zoom, without keys, and a button for the counts as tables, without the picture. */
export function ZoomTools({
  onZoom,
  onFit,
  onShowTable,
}: {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onShowTable: () => void;
}) {
  return (
    <div className={styles['zoom']} role="group" aria-label="Zoom">
      <ToolButton label="Zoom out" command={ZOOM_OUT_COMMAND} onClick={() => onZoom(1 / ZOOM)}>
        <path d="M3 8H13" />
      </ToolButton>
      <ToolButton label="Zoom in" command={ZOOM_IN_COMMAND} onClick={() => onZoom(ZOOM)}>
        <path d="M3 8H13M8 3V13" />
      </ToolButton>
      <ToolButton label="Fit all" command={FIT_COMMAND} onClick={onFit}>
        <path d="M2 5V2H5M11 2H14V5M14 11V14H11M5 14H2V11" />
      </ToolButton>
      <ToolButton label="Timeline as a table" onClick={onShowTable}>
        <path d="M2 3H14V13H2ZM2 6.5H14M2 9.8H14M6.5 3V13" />
      </ToolButton>
    </div>
  );
}

function ToolButton({
  label,
  command,
  onClick,
  children,
}: {
  readonly label: string;
  readonly command?: DescribedCommand;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Button
      variant="quiet"
      className={styles['small'] ?? ''}
      aria-label={label}
      {...(command === undefined ? { title: label } : keyHint(command, label))}
      onClick={onClick}
    >
      <svg className={styles['icon']} viewBox="0 0 16 16" aria-hidden="true">
        {children}
      </svg>
    </Button>
  );
}
