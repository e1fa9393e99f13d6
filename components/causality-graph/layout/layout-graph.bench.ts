import { bench, describe } from 'vitest';
import type { LinkEnds } from '../graph/assign-layers';
import { layoutGraph } from './layout-graph';

function wide(count: number): LinkEnds[] {
  return Array.from({ length: count }, (_, i) => ({ cause: 'x', effect: `effect-${String(i)}` }));
}

/** `count` events in layers of `width`, each with this many causes in the layer before. */
function layered(count: number, width: number, causes: number): LinkEnds[] {
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    Array.from({ length: causes }, (_, n) => {
      const layer = Math.floor(i / width);
      const cause = layer === 0 ? 'x' : String((layer - 1) * width + ((i * 31 + n * 17) % width));
      return { cause, effect: String(i) };
    }),
  );
}

/** Links of all lengths: each event has two causes among the 300 before it. */
function tangled(count: number): LinkEnds[] {
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    [7919, 104_729].map((prime) => {
      const back = 1 + ((i * prime) % Math.min(300, i + 1));
      return { cause: i - back < 0 ? 'x' : String(i - back), effect: String(i) };
    }),
  );
}

// Each within 500 ms, in a worker.
describe('layoutGraph of 1,000 events', () => {
  for (const [shape, links] of [
    ['one wide layer', wide(999)],
    ['20 layers of 50, 2,000 links', layered(999, 50, 2)],
    ['20 layers of 50, 3,000 links', layered(999, 50, 3)],
    ['100 layers of 10, 3,000 links', layered(999, 10, 3)],
    ['2,000 links of all lengths', tangled(999)],
  ] as const) {
    const nodeIds = ['x', ...new Set(links.map((link) => link.effect))];
    bench(shape, () => {
      layoutGraph({ selectedId: 'x', nodeIds, links });
    });
  }
});
