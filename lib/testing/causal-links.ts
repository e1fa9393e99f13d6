import fc from 'fast-check';
import type { CausalLink } from '../causality/causal-link';
import type { FindNeighbours } from '../causality/trace-causality';

/** Parses declared links: in `'a>b b>c'`, a is the cause of b, and b of c. */
export function parseLinks(text: string): readonly CausalLink[] {
  return text
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [cause = '', effect = ''] = pair.split('>');
      return { cause, effect, origin: 'declared' };
    });
}

/** Finds neighbours among these links, like a store. */
export function neighboursIn(all: readonly CausalLink[]): FindNeighbours {
  return (eventIds, direction, limit) => {
    const asked = new Set(eventIds);
    const found = all.filter((link) =>
      asked.has(direction === 'causes' ? link.effect : link.cause),
    );
    return Promise.resolve(found.slice(0, limit));
  };
}

const anyEventId = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');

/** Links between few events, so that cycles, diamonds, self-causes and duplicates are frequent. */
export const arbitraryLinks: fc.Arbitrary<readonly CausalLink[]> = fc.array(
  fc.record({ cause: anyEventId, effect: anyEventId, origin: fc.constant('declared' as const) }),
  { maxLength: 20 },
);
