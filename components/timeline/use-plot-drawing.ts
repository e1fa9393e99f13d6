'use client';

import { useMemo } from 'react';
import { densityScene } from './density-scene';
import { drawDensity, drawLanes, type Painter } from './draw-timeline';
import { laneScene } from './lane-scene';
import { placeChain, placeEvents } from './place-events';
import { placeMarks, type EventMark, type PlacedMark } from './place-marks';
import type { PlotFrame } from './plot-frame';
import { spreadTurns } from './spread-turns';
import type { TimelineData } from './use-timeline-data';

export interface PlotDrawing {
  /** Single events, if they are shown. */
  readonly events: readonly EventMark[];
  /** The marks in view. */
  readonly marks: readonly PlacedMark[];
  /** The place of the selected event on the axis. */
  readonly selectedPlace: number | null;
  /** The count of the highest bar of the density. */
  readonly maxCount: number;
  readonly paintDensity: Painter;
  readonly paintLanes: Painter;
}

/** The drawing of the data in a frame. */
export function usePlotDrawing(
  { model, view, widthPx, densityPx, layout }: PlotFrame,
  { density, lanes: counts, failed, marked, chain }: TimelineData,
): PlotDrawing {
  const { folds } = model;
  const { lanes } = layout;
  const placing = useMemo(
    () =>
      model.axis === 'turn' && marked?.areTurnsWhole === true
        ? spreadTurns(model, marked.events)
        : model,
    [model, marked],
  );
  const events = useMemo(
    () => placeEvents(marked?.events ?? [], lanes, placing),
    [marked, lanes, placing],
  );
  const marks = useMemo(() => placeMarks(events, view, widthPx), [events, view, widthPx]);
  const placed = useMemo(() => placeChain(chain, lanes, placing), [chain, lanes, placing]);
  const densityDrawing = useMemo(
    () => densityScene(density, folds, view, { widthPx, heightPx: densityPx }),
    [density, folds, view, widthPx, densityPx],
  );
  const paintDensity = useMemo(() => drawDensity(densityDrawing), [densityDrawing]);
  const markedRange = marked?.range;
  const paintLanes = useMemo(() => {
    const { links, selected } = placed;
    const content = { counts, failed, marks, markedRange, folds, links, selected };
    return drawLanes(laneScene(content, layout, view, widthPx));
  }, [counts, failed, marks, markedRange, folds, placed, layout, view, widthPx]);
  return {
    events,
    marks,
    selectedPlace: placed.place,
    maxCount: densityDrawing.maxCount,
    paintDensity,
    paintLanes,
  };
}
