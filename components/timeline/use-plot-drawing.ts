'use client';

import { useMemo } from 'react';
import type { PlacedStep } from './chain-line';
import { densityScene } from './density-scene';
import { drawDensity, drawLanes, type Painter } from './draw-timeline';
import { laneScene } from './lane-scene';
import type { ChainEnd } from './axis-ticks';
import { placeChain, placeEvents, placeSteps } from './place-events';
import { placeMarks, type EventMark, type PlacedMark } from './place-marks';
import type { PlotFrame } from './plot-frame';
import { spreadTurns } from './spread-turns';
import type { TimelineEvent } from './timeline-event';
import type { TimelineData } from './use-timeline-data';

export interface PlotDrawing {
  /** Single events, if they are shown. */
  readonly events: readonly EventMark[];
  /** The marks in view. */
  readonly marks: readonly PlacedMark[];
  /** The place of the selected event on the axis. */
  readonly selectedPlace: number | null;
  /** Whether failed events are marked. */
  readonly hasFailures: boolean;
  /** The cause and the effect of the chosen chain; none without a chain. */
  readonly chainEnds: readonly ChainEnd[];
  /** The count of the highest bar of the density. */
  readonly maxCount: number;
  readonly paintDensity: Painter;
  readonly paintLanes: Painter;
}

/** The drawing of the data in a frame. */
export function usePlotDrawing(
  { model, view, widthPx, densityPx, layout }: PlotFrame,
  { density, lanes: counts, failed, marked, chain, story }: TimelineData,
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
  const steps = useMemo(() => placeSteps(story, lanes, placing), [story, lanes, placing]);
  const densityDrawing = useMemo(
    () => densityScene(density, folds, view, { widthPx, heightPx: densityPx }),
    [density, folds, view, widthPx, densityPx],
  );
  const paintDensity = useMemo(() => drawDensity(densityDrawing), [densityDrawing]);
  const markedRange = marked?.range;
  const scene = useMemo(() => {
    const { selected } = placed;
    // The line of a chain says more than the links of one of its events.
    const links = steps.length < 2 ? placed.links : [];
    const content = { counts, failed, marks, markedRange, folds, links, steps, selected };
    return laneScene(content, layout, view, widthPx);
  }, [counts, failed, marks, markedRange, folds, placed, steps, layout, view, widthPx]);
  const paintLanes = useMemo(() => drawLanes(scene), [scene]);
  return {
    events,
    marks,
    selectedPlace: placed.place,
    hasFailures: scene.groups.some(({ failures }) => failures.length > 0),
    chainEnds: chainEnds(story, steps),
    maxCount: densityDrawing.maxCount,
    paintDensity,
    paintLanes,
  };
}

function chainEnds(
  events: readonly TimelineEvent[],
  steps: readonly PlacedStep[],
): readonly ChainEnd[] {
  if (steps.length < 2) return [];
  return [0, steps.length - 1].flatMap((at) => {
    const [event, step] = [events[at], steps[at]];
    return event === undefined || step === undefined ? [] : { turn: event.turn, place: step.place };
  });
}
