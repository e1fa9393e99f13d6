import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownName } from '@/components/ui/shown-text';
import { chainLine, type PlacedStep } from './chain-line';
import { LANE_HEIGHT_PX, type LaneLayout } from './lane-list';

const VIEW = { from: 0, to: 100 };
const WIDTH_PX = 1000;

function layoutOf(laneCount: number, more: Partial<LaneLayout> = {}): LaneLayout {
  const lanes = Array.from({ length: laneCount }, (_, at) => ({
    key: String(at),
    label: shownName(String(at)),
    isPinned: false,
  }));
  return { lanes, pinnedCount: 0, scrollTopPx: 0, heightPx: 100, ...more };
}

function step(lane: number | undefined, place: number): PlacedStep {
  return { type: 'ACTION', isFailed: false, lane, place };
}

function lineOf(steps: readonly PlacedStep[], layout = layoutOf(5), view = VIEW) {
  const line = chainLine(steps, layout, view, WIDTH_PX);
  if (line === null) throw new Error('no line');
  return line;
}

describe('the line of a chain', () => {
  it('needs a cause and an effect', () => {
    expect(chainLine([], layoutOf(5), VIEW, WIDTH_PX)).toBeNull();
    expect(chainLine([step(0, 1)], layoutOf(5), VIEW, WIDTH_PX)).toBeNull();
  });

  it('stays on the lane of its step, and turns just before the next one on another lane', () => {
    const line = lineOf([{ ...step(1, 10), isFailed: true }, step(1, 60), step(0, 80)]);
    expect(line.start).toMatchObject({ x: 100, y: 30 });
    expect(line.legs).toMatchObject([
      { cornerX: 600, to: { x: 600, y: 30 } },
      { cornerX: 780, to: { x: 800, y: 10 } },
    ]);
    expect(line.steps).toMatchObject([{ x: 600, y: 30 }]);
    expect(line.cause).toMatchObject({ x: 100, y: 30, type: 'ACTION', isFailed: true });
    expect(line.effect).toMatchObject({ x: 800, y: 10 });
  });

  it('goes up and down where steps are at one place, and back where an effect is placed before its cause', () => {
    const line = lineOf([step(1, 10), step(3, 10), step(2, 8)]);
    expect(line.legs).toMatchObject([
      { cornerX: 100, to: { x: 100, y: 70 } },
      { cornerX: 100, to: { x: 80, y: 50 } },
    ]);
  });

  it('runs to the edge for lanes that are scrolled away, behind pinned lanes, or missing', () => {
    const scrolled = layoutOf(40, { scrollTopPx: 200, pinnedCount: 1 });
    const line = lineOf([step(2, 10), step(30, 20), step(undefined, 30), step(0, 40)], scrolled);
    expect(line.start.y).toBe(LANE_HEIGHT_PX + 1);
    expect(line.legs.map(({ to }) => to.y)).toEqual([99, 99, 10]);
    expect(line.cause).toBeNull();
    expect(line.steps).toEqual([]);
    expect(line.effect).toMatchObject({ x: 400, y: 10 });
  });

  it('has no dot and no far point beyond the view, however far it is zoomed', () => {
    const place = fc.double({ min: 0, max: 1e9, noNaN: true });
    const anyStep = fc.record({
      lane: fc.option(fc.nat(39), { nil: undefined }),
      place,
      type: fc.constant('ACTION'),
      isFailed: fc.boolean(),
    });
    const layout = layoutOf(40, { scrollTopPx: 160, pinnedCount: 2 });
    fc.assert(
      fc.property(
        fc.array(anyStep, { minLength: 2, maxLength: 30 }),
        place,
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        (steps, from, width) => {
          const line = lineOf(steps, layout, { from, to: from + width });
          for (const { x, y } of [line.start, ...line.legs.map(({ to }) => to)]) {
            expect(x).toBeGreaterThanOrEqual(-100);
            expect(x).toBeLessThanOrEqual(WIDTH_PX + 100);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThan(layout.heightPx);
          }
          const dots = [...line.steps, line.cause, line.effect].filter((dot) => dot !== null);
          for (const { x, y } of dots) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(WIDTH_PX);
            expect(y % LANE_HEIGHT_PX).toBe(LANE_HEIGHT_PX / 2);
          }
        },
      ),
    );
  });
});
