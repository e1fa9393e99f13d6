import { describe, expect, it } from 'vitest';
import { finishSlices } from '../../testing/finish-slices';
import { makeWindow, type GivenEvent } from '../../testing/make-window';
import { findChains } from './find-chains';

function chain(
  given: readonly GivenEvent[],
  unusualness: ReadonlyMap<number, number> = new Map(),
  from: readonly number[] = [0],
): readonly number[] {
  const window = makeWindow(given);
  const places = window.events.map(({ at }) => at);
  const scope = {
    places,
    isWithin: new Uint8Array(places.length).fill(1),
    unusualness: Float64Array.from(places, (place) => unusualness.get(place) ?? 0),
  };
  const { result: chainTo } = finishSlices(findChains(window, window.links, scope, 'upstream'));
  return chainTo(from);
}

const price = (...by: readonly number[]): GivenEvent => ({
  type: 'STATE',
  kind: 'price',
  variable: 'global',
  by,
});

describe('the chain to read', () => {
  it('has the fewest links', () => {
    expect(chain([{}, { by: [0] }, { by: [1] }, { by: [0, 2] }])).toEqual([0, 3]);
  });

  it('prefers many changes of one variable to few different events', () => {
    const run = [
      {},
      price(0),
      price(1),
      price(2),
      { by: [0] },
      { by: [4] },
      { by: [5] },
      price(3, 6),
    ];
    expect(chain(run)).toEqual([0, 1, 2, 3, 7]);
  });

  it('prefers events that stand out, among equally long chains', () => {
    const run = [{}, { by: [0] }, { by: [0] }, { by: [1, 2] }];
    expect(chain(run, new Map([[2, 0.9]]))).toEqual([0, 2, 3]);
    expect(chain(run, new Map([[1, 0.9]]))).toEqual([0, 1, 3]);
  });

  it('stays with one agent, even on a longer way', () => {
    const run = [
      { agent: 'ada' },
      { agent: 'ada', by: [0] },
      { agent: 'ada', by: [1] },
      { agent: 'bo', by: [0] },
      { by: [2, 3] },
    ];
    expect(chain(run)).toEqual([0, 1, 2, 4]);
  });

  it('begins at the nearest event of the deed, and is empty where no link leads on', () => {
    expect(chain([{}, { by: [0] }, { by: [1] }], new Map(), [0, 1])).toEqual([1, 2]);
    expect(chain([{}, {}, { by: [1] }])).toEqual([]);
  });

  it('reaches a cause that stands behind its effect', () => {
    // 3 is explained, caused by 1, which names the later 2.
    expect(chain([{}, { by: [2] }, { by: [0] }, { by: [1] }], new Map(), [2])).toEqual([2, 1, 3]);
    expect(chain([{}, { by: [2] }, { by: [0] }, { by: [1] }], new Map(), [0])).toEqual([
      0, 2, 1, 3,
    ]);
  });

  it('ends among events that name each other and themselves', () => {
    const run = [{ by: [0, 1, 2] }, { by: [2, 1] }, { by: [0, 2] }, { by: [0] }];
    expect(chain(run, new Map(), [1])).toEqual([1, 0, 3]);
  });
});
