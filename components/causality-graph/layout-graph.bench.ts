import { bench, describe } from 'vitest';
import type { CausalLink } from '@/lib/causality/causal-link';
import { layoutGraph } from './layout-graph';

function wide(count: number): CausalLink[] {
  return Array.from({ length: count }, (_, i) => ({
    cause: 'x',
    effect: `effect-${String(i)}`,
    origin: 'declared',
  }));
}

/** `count` events in layers of `width`, each caused by three of the layer before. */
function layered(count: number, width: number): CausalLink[] {
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    [0, 1, 2].map((n): CausalLink => {
      const layer = Math.floor(i / width);
      const cause = layer === 0 ? 'x' : String((layer - 1) * width + ((i * 31 + n * 17) % width));
      return { cause, effect: String(i), origin: 'declared' };
    }),
  );
}

describe('layoutGraph of 1,000 events', () => {
  for (const [shape, links] of [
    ['one wide layer', wide(999)],
    ['20 layers of 50', layered(999, 50)],
    ['100 layers of 10', layered(999, 10)],
  ] as const) {
    const nodeIds = ['x', ...new Set(links.map((link) => link.effect))];
    bench(shape, () => {
      layoutGraph({ selectedId: 'x', nodeIds, links });
    });
  }
});
