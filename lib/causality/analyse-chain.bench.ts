import { bench, describe } from 'vitest';
import type { CausalLink } from './causal-link';
import { analyseChain } from './analyse-chain';

/** A thousand events. All but the first few have two of the forty events before them as causes. */
function chainOf(count: number): { readonly ids: string[]; readonly links: CausalLink[] } {
  const ids = Array.from({ length: count }, (_, i) => `event-${String(i)}`);
  const links = ids.flatMap((effect, i) =>
    [1 + ((i * 7) % 40), 1 + ((i * 31) % 40)].flatMap((back): CausalLink[] => {
      const cause = ids[i - back];
      return cause === undefined ? [] : [{ cause, effect, origin: 'declared' }];
    }),
  );
  return { ids, links };
}

describe('analyseChain', () => {
  const { ids, links } = chainOf(1000);
  const upstream = ids.slice(0, -1).reverse();
  bench('1,000 events, 2,000 links', () => {
    analyseChain(ids.at(-1) ?? '', { upstream, downstream: [], links, unfollowed: [] });
  });
});
