'use client';

import { useState, type PointerEvent } from 'react';
import type { BucketCounts } from './bucket-counts';
import { pixelOf, placeAtPixel } from './place-range';
import { markAt } from './place-marks';
import type { PlotCursor } from './plot-cursor';
import { edgesOfLane, pointInPlot, type PlotFrame, type PlotPoint } from './plot-frame';
import { probeFacts, type ProbeFacts } from './probe-facts';
import type { TimelineEvent } from './timeline-event';
import type { TooltipAnchor } from './timeline-tooltip';
import type { PlotDrawing } from './use-plot-drawing';
import type { TimelineData } from './use-timeline-data';

/** The position of the pointer or the keyboard's cursor on the plot, and of the plot in the window. */
type PlacedProbe =
  | ({ readonly by: 'mouse' } & PlotPoint)
  | { readonly by: 'keyboard'; readonly cursor: PlotCursor; readonly origin: DOMRect };

export interface Probe {
  readonly by: PlacedProbe['by'] | undefined;
  /** `null` while neither pointer nor keyboard is in the plot. */
  readonly cursor: PlotCursor | null;
  /** The position of the cursor in the plot; `undefined` when it is out of view. */
  readonly x: number | undefined;
  /** The facts there, and the position of their tooltip. */
  readonly tip: { readonly facts: ProbeFacts; readonly anchor: TooltipAnchor } | undefined;
  /** The counts of a lane; with -1, of all events. */
  readonly countsOf: (lane: number) => BucketCounts | undefined;
  readonly eventAt: (cursor: PlotCursor) => TimelineEvent | undefined;
  /** Moves the keyboard's cursor. */
  readonly put: (cursor: PlotCursor, origin: DOMRect) => void;
  readonly clear: () => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onBlur: () => void;
}

/** The place on the plot under the pointer or the keyboard's cursor, with its facts. */
export function useProbe(
  frame: PlotFrame,
  { density, lanes, failed, marked }: TimelineData,
  { marks }: PlotDrawing,
): Probe {
  const { model, view, leftPx, widthPx, layout } = frame;
  const [probe, setProbe] = useState<PlacedProbe | null>(null);
  const cursor = probe === null ? null : cursorOf(probe, frame);
  const x = cursor === null ? 0 : pixelOf(cursor.place, view, widthPx);

  function countsOf(lane: number): BucketCounts | undefined {
    return lane === -1 ? density : lanes.get(layout.lanes[lane]?.key ?? '');
  }

  /** Of all events, they are known when every lane is. */
  function failedOf(lane: number): readonly BucketCounts[] | undefined {
    const keys = lane === -1 ? layout.lanes.map(({ key }) => key) : [layout.lanes[lane]?.key ?? ''];
    const known = keys.flatMap((key) => failed.get(key) ?? []);
    return known.length === keys.length ? known : undefined;
  }

  function eventAt({ lane, place }: PlotCursor): TimelineEvent | undefined {
    const mark = markAt(marks, lane, pixelOf(place, view, widthPx));
    return mark === undefined ? undefined : marked?.events.find(({ id }) => id === mark.id);
  }

  function tipOf({ origin }: PlacedProbe, at: PlotCursor): Probe['tip'] {
    const facts = probeFacts(at.place, {
      model,
      counts: countsOf(at.lane),
      lane: layout.lanes[at.lane]?.label,
      types: density?.types.map(({ type }) => type) ?? [],
      event: eventAt(at),
      failed: failedOf(at.lane),
    });
    if (facts === undefined) return undefined;
    const anchor = { x: origin.left + leftPx + x, ...edgesOfLane(frame, at.lane, origin) };
    return { facts, anchor };
  }

  return {
    by: probe?.by,
    cursor,
    x: cursor === null || x < 0 || x > widthPx ? undefined : x,
    tip: probe === null || cursor === null ? undefined : tipOf(probe, cursor),
    countsOf,
    eventAt,
    put: (next, origin) => setProbe({ by: 'keyboard', cursor: next, origin }),
    clear: () => setProbe(null),
    onPointerMove: (event) => {
      if (event.pointerType !== 'mouse') return;
      const at = pointInPlot(frame, event);
      setProbe(at === null ? null : { by: 'mouse', ...at });
    },
    onPointerLeave: () => setProbe((last) => (last?.by === 'mouse' ? null : last)),
    onBlur: () => setProbe((last) => (last?.by === 'keyboard' ? null : last)),
  };
}

function cursorOf(probe: PlacedProbe, { view, widthPx }: PlotFrame): PlotCursor {
  if (probe.by === 'keyboard') return probe.cursor;
  return { place: placeAtPixel(probe.x, view, widthPx), lane: probe.lane };
}
