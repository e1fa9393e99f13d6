import { compareTypes, type BucketCounts } from './bucket-counts';
import { foldPixels } from './density-scene';
import type { Fold } from './find-folds';
import { LANE_HEIGHT_PX, laneTop, visibleLanes, type LaneLayout } from './lane-list';
import { linkCurve, type LinkCurve, type Point } from './link-curve';
import { pixelOf, type PlaceRange } from './place-range';
import type { PlacedMark } from './place-marks';
import {
  haveRoomForSides,
  maxInView,
  maxOfTypeInView,
  sideBars,
  stackBars,
  type BarArea,
  type TypeBars,
} from './stack-bars';

/** A single event, and where it stands. */
export interface PlacedEvent {
  readonly id: string;
  readonly lane: number;
  readonly place: number;
}

/** Events that one led to the other. */
export interface PlacedLink {
  readonly cause: PlacedEvent;
  readonly effect: PlacedEvent;
}

/** Lanes that share a part of the canvas: the pinned ones, or those that scroll. */
export interface LaneGroup {
  readonly topPx: number;
  readonly bottomPx: number;
  /** Where lanes end. */
  readonly lineYs: readonly number[];
  readonly bars: readonly TypeBars[];
  readonly marks: readonly (PlacedMark & { readonly y: number })[];
}

/** What is drawn below the axis. */
export interface LaneScene {
  /** What scrolls first, what is pinned above it. */
  readonly groups: readonly LaneGroup[];
  readonly foldXs: readonly number[];
  readonly links: readonly LinkCurve[];
  /** Where links begin and end. */
  readonly linked: readonly Point[];
  readonly selected: Point | null;
}

export interface LaneContent {
  /** Aggregates by lane; missing ones are not known yet. */
  readonly counts: ReadonlyMap<string, BucketCounts>;
  /** Single events, where few enough are in view, and the range in which they stand for the aggregates. */
  readonly marks: readonly PlacedMark[];
  readonly markedRange: PlaceRange | undefined;
  readonly links: readonly PlacedLink[];
  readonly selected: PlacedEvent | null;
  readonly folds: readonly Fold[];
}

/** Free on either side of a lane's bars. */
const PADDING_PX = 3;

export function laneScene(
  content: LaneContent,
  layout: LaneLayout,
  view: PlaceRange,
  widthPx: number,
): LaneScene {
  const pinnedPx = Math.min(layout.pinnedCount * LANE_HEIGHT_PX, layout.heightPx);
  const shown = visibleLanes(layout);
  const all = [...content.counts.values()];
  const [example] = all;
  const areSided = example !== undefined && haveRoomForSides(example, view, widthPx);
  // Of all lanes: they are comparable with one another.
  const maxCount = all.reduce(
    (most, counts) =>
      Math.max(most, areSided ? maxOfTypeInView(counts, view) : maxInView(counts, view)),
    0,
  );
  const types = [...new Set(all.flatMap((counts) => counts.types.map(({ type }) => type)))].sort(
    compareTypes,
  );
  const pointOf = ({ lane, place }: PlacedEvent): Point => ({
    x: pixelOf(place, view, widthPx),
    y: laneMiddle(layout, lane),
  });
  const links = content.links.map(({ cause, effect }) =>
    linkCurve(pointOf(cause), pointOf(effect)),
  );
  return {
    groups: [
      groupOf(
        shown.filter((at) => at >= layout.pinnedCount),
        pinnedPx,
        layout.heightPx,
      ),
      groupOf(
        shown.filter((at) => at < layout.pinnedCount),
        0,
        pinnedPx,
      ),
    ],
    foldXs: foldPixels(content.folds, view, widthPx),
    links,
    linked: links.flatMap(({ from, to }) => [from, to]),
    selected: content.selected === null ? null : pointOf(content.selected),
  };

  function groupOf(lanes: readonly number[], topPx: number, bottomPx: number): LaneGroup {
    const inGroup = new Set(lanes);
    return {
      topPx,
      bottomPx,
      lineYs: lanes.map((at) => laneTop(layout, at) + LANE_HEIGHT_PX),
      bars: lanes.flatMap(barsOf),
      marks: content.marks
        .filter(({ lane }) => inGroup.has(lane))
        .map((mark) => ({ ...mark, y: laneMiddle(layout, mark.lane) })),
    };
  }

  function barsOf(at: number): readonly TypeBars[] {
    const counts = content.counts.get(layout.lanes[at]?.key ?? '');
    if (counts === undefined) return [];
    const area: BarArea = {
      view,
      widthPx,
      maxCount,
      scale: 'root',
      except: content.markedRange,
      baseY: laneTop(layout, at) + LANE_HEIGHT_PX - PADDING_PX,
      heightPx: LANE_HEIGHT_PX - 2 * PADDING_PX,
    };
    return areSided ? sideBars(counts, { ...area, types }) : stackBars(counts, area);
  }
}

export function laneMiddle(layout: LaneLayout, lane: number): number {
  return laneTop(layout, lane) + LANE_HEIGHT_PX / 2;
}
