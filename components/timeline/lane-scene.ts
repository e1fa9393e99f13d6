import { bucketRange, compareTypes, countIn, type BucketCounts } from './bucket-counts';
import { chainLine, type ChainLine, type PlacedStep } from './chain-line';
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

/** A single event with its position. */
export interface PlacedEvent {
  readonly id: string;
  readonly lane: number;
  readonly place: number;
}

/** A cause and its effect. */
export interface PlacedLink {
  readonly cause: PlacedEvent;
  readonly effect: PlacedEvent;
}

/** Lanes that share a part of the canvas: pinned lanes, or scrolling lanes. */
export interface LaneGroup {
  readonly topPx: number;
  readonly bottomPx: number;
  /** The bottom edges of lanes. */
  readonly lineYs: readonly number[];
  readonly bars: readonly TypeBars[];
  readonly marks: readonly (PlacedMark & { readonly y: number })[];
  /** Where events failed. */
  readonly failures: readonly Point[];
}

/** The drawing below the axis. */
export interface LaneScene {
  /** Scrolling lanes first, then pinned lanes, which are drawn over them. */
  readonly groups: readonly LaneGroup[];
  readonly foldXs: readonly number[];
  readonly links: readonly LinkCurve[];
  /** The ends of links. */
  readonly linked: readonly Point[];
  /** The line of the chosen chain. */
  readonly chain: ChainLine | null;
  readonly selected: Point | null;
}

export interface LaneContent {
  /** Counts by lane; unknown lanes are missing. */
  readonly counts: ReadonlyMap<string, BucketCounts>;
  /** The same, of failed events only. */
  readonly failed: ReadonlyMap<string, BucketCounts>;
  /** Single events, if there are few enough, and the range in which they replace the counts. */
  readonly marks: readonly PlacedMark[];
  readonly markedRange: PlaceRange | undefined;
  readonly links: readonly PlacedLink[];
  /** The events of the chosen chain. */
  readonly steps: readonly PlacedStep[];
  readonly selected: PlacedEvent | null;
  readonly folds: readonly Fold[];
}

/** The free space on each side of a lane's bars. */
const PADDING_PX = 3;
/** The middle of the marker of a failure, from the top of its lane. */
const FAILURE_TOP_PX = 6;
const FAILURE_ROOM_PX = 8;

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
  // The maximum of all lanes, so that lanes are comparable.
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
    chain: chainLine(content.steps, layout, view, widthPx),
    selected: content.selected === null ? null : pointOf(content.selected),
  };

  function groupOf(lanes: readonly number[], topPx: number, bottomPx: number): LaneGroup {
    const inGroup = new Set(lanes);
    return {
      topPx,
      bottomPx,
      // The border of the timeline is below the last lane.
      lineYs: lanes
        .map((at) => laneTop(layout, at) + LANE_HEIGHT_PX)
        .filter((y) => y < layout.heightPx),
      bars: lanes.flatMap(barsOf),
      marks: content.marks
        .filter(({ lane }) => inGroup.has(lane))
        .map((mark) => ({ ...mark, y: laneMiddle(layout, mark.lane) })),
      failures: lanes.flatMap(failuresOf),
    };
  }

  function failuresOf(at: number): readonly Point[] {
    const y = laneTop(layout, at) + FAILURE_TOP_PX;
    const single = content.marks.flatMap(({ lane, isFailed, x }) =>
      lane === at && isFailed ? x : [],
    );
    const counts = content.failed.get(layout.lanes[at]?.key ?? '');
    const counted = counts === undefined ? [] : failedPlaces(counts, content.markedRange);
    const xs = counted.map((place) => pixelOf(place, view, widthPx)).filter(isInView);
    return apart([...single, ...xs].toSorted((a, b) => a - b)).map((x) => ({ x, y }));
  }

  function isInView(x: number): boolean {
    return x >= 0 && x <= widthPx;
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

/** The middles of buckets with failed events, except in the range of single events. */
function failedPlaces(counts: BucketCounts, except: PlaceRange | undefined): readonly number[] {
  return Array.from({ length: counts.bucketCount }, (_, bucket) => bucket).flatMap((bucket) => {
    if (countIn(counts, bucket) === 0) return [];
    const { from, to } = bucketRange(counts, bucket);
    const middle = (from + to) / 2;
    return except !== undefined && middle >= except.from && middle < except.to ? [] : middle;
  });
}

/** Positions in ascending order without those that would overlap the one before. */
function apart(xs: readonly number[]): readonly number[] {
  let last = -Infinity;
  return xs.filter((x) => {
    if (x - last < FAILURE_ROOM_PX) return false;
    last = x;
    return true;
  });
}

export function laneMiddle(layout: LaneLayout, lane: number): number {
  return laneTop(layout, lane) + LANE_HEIGHT_PX / 2;
}
