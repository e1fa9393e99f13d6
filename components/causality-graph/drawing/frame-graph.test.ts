import { describe, expect, it } from 'vitest';
import { CARD_WIDTH, LAYER_WIDTH } from '../layout/card-size';
import {
  frameAll,
  frameNode,
  frameRecentred,
  frameSelected,
  LEGIBLE_SCALE,
  nearBox,
  roomOn,
  type Frame,
} from './frame-graph';
import { layoutGraph } from '../layout/layout-graph';

const SIZE = { width: 1000, height: 600 };

function chain(causes: number, effects: number) {
  const ids = Array.from({ length: causes + effects + 1 }, (_, i) => `n${i}`);
  const links = ids.slice(1).map((effect, i) => {
    return { cause: ids[i] ?? '', effect, origin: 'declared' as const };
  });
  return layoutGraph({ selectedId: `n${causes}`, nodeIds: ids, links });
}

function shown({ x, k }: Frame, graphX: number): number {
  return graphX * k + x;
}

describe('frameAll', () => {
  it('shows every card, however many there are', () => {
    for (const layout of [chain(0, 0), chain(2, 1), chain(30, 3)]) {
      const frame = frameAll(layout, SIZE);
      expect(shown(frame, layout.bounds.left)).toBeGreaterThanOrEqual(0);
      expect(shown(frame, layout.bounds.right)).toBeLessThanOrEqual(SIZE.width);
    }
  });

  it('does not enlarge', () => {
    expect(frameAll(chain(0, 0), SIZE).k).toBe(1);
  });
});

describe('frameSelected', () => {
  it('shows a small graph whole', () => {
    const layout = chain(1, 1);
    expect(frameSelected(layout, SIZE)).toEqual(frameAll(layout, SIZE));
  });

  it('centres the selected card of a long one', () => {
    const frame = frameSelected(chain(10, 10), SIZE);
    expect(frame.k).toBe(1);
    expect(shown(frame, CARD_WIDTH / 2)).toBe(500);
  });

  it('leaves no side empty where there is more on the other', () => {
    const frame = frameSelected(chain(0, 10), SIZE);
    expect(shown(frame, 0)).toBeLessThan(50);
    expect(shown(frame, 0)).toBeGreaterThan(0);
  });
});

describe('frameRecentred', () => {
  it('moves nothing while all is in view', () => {
    const seen = { x: 310, y: 250, k: 1 };
    expect(frameRecentred(chain(1, 1), SIZE, seen)).toEqual(seen);
  });

  it('keeps the selected card of a long chain where it is seen', () => {
    const seen = { x: 360, y: 300, k: 1 };
    expect(frameRecentred(chain(10, 10), SIZE, seen)).toEqual(seen);
  });

  it('moves one at the edge no further than need be, as large as it was', () => {
    const { x, k } = frameRecentred(chain(10, 10), SIZE, { x: 900, y: 300, k: 0.9 });
    expect(k).toBe(0.9);
    expect(x).toBeLessThan(900);
    expect(x).toBeGreaterThan(500);
  });
});

describe('the first view', () => {
  it.each([
    [3, 3],
    [6, 1],
    [0, 6],
  ])('has all of %i direct causes and %i direct effects, legible', (causes, effects) => {
    const links = [
      ...Array.from({ length: causes }, (_, i) => ({ cause: `c${String(i)}`, effect: 'x' })),
      ...Array.from({ length: effects }, (_, i) => ({ cause: 'x', effect: `e${String(i)}` })),
      ...Array.from({ length: 30 }, (_, i) => ({ cause: `far${String(i)}`, effect: 'c0' })),
      ...Array.from({ length: 30 }, (_, i) => ({ cause: 'e0', effect: `far${String(30 + i)}` })),
    ];
    const nodeIds = [...new Set(['x', ...links.flatMap(({ cause, effect }) => [cause, effect])])];
    const layout = layoutGraph({ selectedId: 'x', nodeIds, links });
    const size = { width: 800, height: 540 };
    expect(roomOn(size).rows).toBeGreaterThanOrEqual(Math.max(causes, effects));
    const near = nearBox(layout);
    for (const { x, y, k } of [
      frameSelected(layout, size),
      frameRecentred(layout, size, { x: 700, y: 20, k: 1 }),
    ]) {
      expect(k).toBeGreaterThanOrEqual(LEGIBLE_SCALE);
      expect(near.left * k + x).toBeGreaterThanOrEqual(0);
      expect(near.right * k + x).toBeLessThanOrEqual(size.width);
      expect(near.top * k + y).toBeGreaterThanOrEqual(0);
      expect(near.bottom * k + y).toBeLessThanOrEqual(size.height);
    }
  });
});

describe('frameNode', () => {
  const layout = chain(0, 10);
  const frame = frameSelected(layout, SIZE);
  const at = (layer: number) => ({ id: '', layer, x: layer * LAYER_WIDTH, y: 0 });

  it('stays for a card that is in view', () => {
    expect(frameNode(at(1), frame, SIZE)).toEqual(frame);
  });

  it('moves just far enough to show a card out of view', () => {
    const moved = frameNode(at(9), frame, SIZE);
    expect(shown(moved, at(9).x + CARD_WIDTH)).toBeLessThan(SIZE.width);
    expect(shown(moved, at(9).x + CARD_WIDTH)).toBeGreaterThan(SIZE.width - 50);
  });
});
