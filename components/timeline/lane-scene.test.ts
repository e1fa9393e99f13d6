import { describe, expect, it } from 'vitest';
import { shownName } from '@/components/ui/shown-text';
import type { LaneLayout } from './lane-list';
import { laneScene, type LaneContent } from './lane-scene';
import { placeMarks } from './place-marks';

const VIEW = { from: 0, to: 100 };
const NOTHING: LaneContent = {
  counts: new Map(),
  failed: new Map(),
  marks: [],
  markedRange: undefined,
  links: [],
  steps: [],
  selected: null,
  folds: [],
};

function layoutOf(laneCount: number, more: Partial<LaneLayout> = {}): LaneLayout {
  const lanes = Array.from({ length: laneCount }, (_, at) => ({
    key: String(at),
    label: shownName(String(at)),
    isPinned: false,
  }));
  return { lanes, pinnedCount: 0, scrollTopPx: 0, heightPx: 100, ...more };
}

const countsOf = (count: number) => ({
  from: 0,
  bucketWidth: 1,
  bucketCount: 100,
  types: [{ type: 'ACTION', counts: Array.from({ length: 100 }, () => count) }],
});

describe('the picture of lanes', () => {
  it('has as much in it as there are pixels, however many agents there are', () => {
    const counts = new Map(Array.from({ length: 500 }, (_, at) => [String(at), countsOf(3)]));
    const { groups } = laneScene({ ...NOTHING, counts }, layoutOf(500), VIEW, 400);
    const rects = groups.flatMap(({ bars }) => bars.flatMap((bar) => bar.rects));
    expect(rects.length / 4).toBe(5 * 100);
  });

  it('draws lanes to the same scale', () => {
    const counts = new Map([
      ['0', countsOf(16)],
      ['1', countsOf(4)],
    ]);
    const { groups } = laneScene({ ...NOTHING, counts }, layoutOf(2), VIEW, 400);
    const heights = groups.flatMap(({ bars }) => bars.map(({ rects }) => rects[3]));
    expect(heights).toEqual([14, 7]);
  });

  it('draws pinned lanes over those that scroll under them', () => {
    const layout = layoutOf(50, { pinnedCount: 2, scrollTopPx: 205 });
    const marks = placeMarks(
      [
        { id: 'pinned', type: 'ACTION', lane: 1, place: 50, isFailed: false },
        { id: 'scrolled', type: 'ACTION', lane: 13, place: 50, isFailed: false },
        { id: 'away', type: 'ACTION', lane: 40, place: 50, isFailed: false },
      ],
      VIEW,
      400,
    );
    const { groups } = laneScene({ ...NOTHING, marks }, layout, VIEW, 400);
    expect(groups.map((group) => group.marks.map(({ id, y }) => [id, y]))).toEqual([
      [['scrolled', 65]],
      [['pinned', 30]],
    ]);
    expect(groups.map(({ topPx, bottomPx }) => [topPx, bottomPx])).toEqual([
      [40, 100],
      [0, 40],
    ]);
  });

  it('draws links from the lane of a cause to that of its effect', () => {
    const cause = { id: 'a', lane: 0, place: 25 };
    const effect = { id: 'b', lane: 3, place: 50 };
    const content = { ...NOTHING, links: [{ cause, effect }], selected: effect };
    const scene = laneScene(content, layoutOf(5), VIEW, 400);
    expect(scene.links).toMatchObject([{ from: { x: 100, y: 10 }, to: { x: 200, y: 70 } }]);
    expect(scene.selected).toEqual({ x: 200, y: 70 });
  });

  it('marks failures at the top of their lanes, by bucket and by single event', () => {
    const failed = new Map([
      [
        '1',
        {
          from: 0,
          bucketWidth: 1,
          bucketCount: 100,
          // The second is too near to the first to be drawn beside it, the last is a single event.
          types: [
            {
              type: 'SYSTEM',
              counts: Array.from({ length: 100 }, (_, i) => ([10, 11, 40, 70].includes(i) ? 2 : 0)),
            },
          ],
        },
      ],
    ]);
    const marks = placeMarks(
      [
        { id: 'a', type: 'SYSTEM', lane: 1, place: 70.25, isFailed: true },
        { id: 'b', type: 'SYSTEM', lane: 1, place: 80, isFailed: false },
      ],
      VIEW,
      400,
    );
    const content = { ...NOTHING, failed, marks, markedRange: { from: 60, to: 90 } };
    const { groups } = laneScene(content, layoutOf(3), VIEW, 400);
    expect(groups.flatMap(({ failures }) => failures)).toEqual([
      { x: 42, y: 26 },
      { x: 162, y: 26 },
      { x: 281, y: 26 },
    ]);
  });

  it('leaves aggregates out where single events stand for them', () => {
    const counts = new Map([['0', countsOf(1)]]);
    const markedRange = { from: 0, to: 90 };
    const { groups } = laneScene({ ...NOTHING, counts, markedRange }, layoutOf(1), VIEW, 400);
    const rects = groups.flatMap(({ bars }) => bars.flatMap((bar) => bar.rects));
    expect(rects.length / 4).toBe(10);
  });
});
