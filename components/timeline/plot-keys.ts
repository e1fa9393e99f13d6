import type { KeyboardEvent } from 'react';
import { runByFocusKey } from '@/components/commands/command';
import { clampRange, panRange, widthOf, zoomRange } from './place-range';
import { cursorAfterKey, type PlotCursor } from './plot-cursor';
import type { PlotFrame } from './plot-frame';
import { PLOT_COMMANDS, type PlotTarget } from './timeline-commands';
import type { FilterLane } from './lane-labels';
import type { LaneControl } from './use-lane-layout';
import type { PlotDrawing } from './use-plot-drawing';
import type { Probe } from './use-probe';
import type { TimelineView } from './use-timeline-view';

const CURSOR_ZOOM = 3;

export interface PlotKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** Moves the cursor to the first unpinned lane; `false` without one. */
  readonly enterLanes: (origin: DOMRect) => boolean;
}

/** The keyboard's cursor in the plot, and its keys. */
export function plotKeys(
  frame: PlotFrame,
  options: {
    readonly probe: Probe;
    readonly events: PlotDrawing['events'];
    readonly lanes: LaneControl;
    readonly move: Pick<TimelineView, 'moveTo' | 'glideTo'>;
    readonly hasRange: boolean;
    readonly onClearRange: () => void;
    readonly onFilterLane: FilterLane;
    readonly onSelectEvent: (eventId: string) => void;
  },
): PlotKeys {
  const { model, view, layout } = frame;
  const { probe, lanes, move } = options;
  const { cursor } = probe;
  const middle = (view.from + view.to) / 2;

  function placeCursor(next: PlotCursor, origin: DOMRect) {
    const { extent, minWidth } = model;
    const place = Math.min(Math.max(next.place, extent.from), extent.to);
    probe.put({ place, lane: next.lane }, origin);
    if (next.lane >= 0) lanes.show(next.lane);
    if (place >= view.from && place <= view.to) return;
    const by = place < view.from ? place - view.from : place - view.to;
    const margin = Math.sign(by) * widthOf(view) * 0.2;
    move.moveTo((shown) => clampRange(panRange(shown, by + margin), extent, minWidth));
  }

  function selectOrZoom(at: PlotCursor) {
    const found = probe.eventAt(at);
    if (found === undefined) move.glideTo((shown) => zoomRange(shown, at.place, CURSOR_ZOOM));
    else options.onSelectEvent(found.id);
  }

  /** The acts that are possible with the cursor at `at`. */
  function targetAt(at: PlotCursor, origin: DOMRect): PlotTarget {
    const lane = layout.lanes[at.lane];
    const pin = () => {
      if (lane === undefined) return;
      lanes.togglePin(lane.key);
      // The cursor follows its lane to the pinned ones.
      const pinnedCount = layout.lanes.filter(({ isPinned }) => isPinned).length;
      if (!lane.isPinned) probe.put({ ...at, lane: pinnedCount }, origin);
    };
    const clearCursor = cursor === null ? undefined : probe.clear;
    return {
      togglePin: lane && pin,
      includeLane: lane && (() => options.onFilterLane(lane.key, 'include')),
      excludeLane: lane && (() => options.onFilterLane(lane.key, 'exclude')),
      select: cursor === null ? undefined : () => selectOrZoom(cursor),
      clear: clearCursor ?? (options.hasRange ? options.onClearRange : undefined),
    };
  }

  return {
    enterLanes: (origin) => {
      const first = layout.lanes.findIndex(({ isPinned }) => !isPinned);
      if (first !== -1) placeCursor({ place: middle, lane: first }, origin);
      return first !== -1;
    },
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget) return;
      const origin = event.currentTarget.getBoundingClientRect();
      const at = cursor ?? { place: middle, lane: -1 };
      const next = cursorAfterKey(event, at, {
        laneCount: layout.heightPx === 0 ? 0 : layout.lanes.length,
        marks: options.events,
        counts: probe.countsOf(at.lane),
      });
      if (next !== undefined) {
        event.preventDefault();
        placeCursor(cursor === null ? at : next, origin);
      } else if (!runByFocusKey(PLOT_COMMANDS, targetAt(at, origin), event)) {
        return;
      }
      event.stopPropagation();
    },
  };
}
