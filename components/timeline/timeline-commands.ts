import type { Command, CommandSet } from '@/components/commands/command';
import type { AxisModel } from './axis-model';
import { panRange, widthOf, zoomRange, type PlaceRange } from './place-range';

const ZOOM = 1.5;
const PAN_SHARE = 0.2;

type ViewChange = (view: PlaceRange, model: Pick<AxisModel, 'extent'>) => PlaceRange;

/** Changes the range of places in view. */
export type TimelineTarget = (change: ViewChange) => void;

export const ZOOM_IN_COMMAND = command('zoom-in', 'Zoom in', 'w', (view) =>
  zoomRange(view, middleOf(view), ZOOM),
);
export const ZOOM_OUT_COMMAND = command('zoom-out', 'Zoom out', 's', (view) =>
  zoomRange(view, middleOf(view), 1 / ZOOM),
);
export const FIT_COMMAND = command('fit', 'Fit the whole run', 'f', (_, { extent }) => extent);

export const TIMELINE_COMMANDS: CommandSet<TimelineTarget> = {
  title: 'Timeline',
  commands: [
    ZOOM_IN_COMMAND,
    ZOOM_OUT_COMMAND,
    command('earlier', 'Earlier', 'a', (view) => panRange(view, -PAN_SHARE * widthOf(view))),
    command('later', 'Later', 'd', (view) => panRange(view, PAN_SHARE * widthOf(view))),
    FIT_COMMAND,
  ],
};

/** The plot while it has the focus. Actions that cannot run now are missing. */
export interface PlotTarget {
  /** Pins the lane of the cursor, or unpins it. */
  readonly togglePin: (() => void) | undefined;
  /** Keeps only the events of the lane of the cursor, or leaves them out. */
  readonly includeLane: (() => void) | undefined;
  readonly excludeLane: (() => void) | undefined;
  /** Selects the event at the cursor, or zooms in there. */
  readonly select: (() => void) | undefined;
  /** Removes the cursor, else the range of the filter. */
  readonly clear: (() => void) | undefined;
}

export const INCLUDE_LANE_COMMAND = plotCommand(
  'includeLane',
  'In the plot: only the lane of the cursor',
  '+',
);
export const EXCLUDE_LANE_COMMAND = plotCommand(
  'excludeLane',
  'In the plot: leave out the lane of the cursor',
  '-',
);

export const PLOT_COMMANDS: CommandSet<PlotTarget> = {
  title: 'Timeline',
  commands: [
    plotCommand('togglePin', 'In the plot: pin or unpin the lane of the cursor', 'p'),
    INCLUDE_LANE_COMMAND,
    EXCLUDE_LANE_COMMAND,
    plotCommand('select', 'In the plot: select the event at the cursor, or zoom in', 'Enter'),
    plotCommand('clear', 'In the plot: remove the cursor, then the range', 'Escape'),
  ],
};

function plotCommand(
  act: keyof PlotTarget,
  label: string,
  key: 'p' | '+' | '-' | 'Enter' | 'Escape',
): Command<PlotTarget> {
  return {
    id: `plot-${act}`,
    label,
    focusKeys: [key],
    isUnlisted: true,
    when: (plot) => plot[act] !== undefined,
    run: (plot) => plot[act]?.(),
  };
}

function command(
  id: string,
  label: string,
  key: 'w' | 's' | 'a' | 'd' | 'f',
  change: ViewChange,
): Command<TimelineTarget> {
  return {
    id: `timeline-${id}`,
    label,
    words: ['timeline'],
    keys: [key],
    run: (apply) => apply(change),
  };
}

function middleOf({ from, to }: PlaceRange): number {
  return (from + to) / 2;
}
