import { describe, expect, it } from 'vitest';
import { CARD_HEIGHT } from './card-size';
import { layoutChain, type ChainColumns } from './layout-chain';

type Link = ChainColumns<{ readonly cause: string; readonly effect: string }>['links'][number];

function linksOf(...ids: readonly string[]): readonly Link[] {
  return ids.slice(1).map((effect, at) => ({ cause: ids[at] ?? '', effect }));
}

const CHAIN = {
  explainedId: 'price',
  isUpstream: true,
  columns: [
    ['a', 'b'],
    ['c', 'd'],
  ],
  nearId: 'e',
  beside: ['x', 'y'],
  below: ['effects'],
  links: [
    ...linksOf('a', 'b', 'c', 'd', 'e', 'price'),
    ...linksOf('x', 'price'),
    ...linksOf('price', 'effects'),
  ],
};

function rowsOf(chain: typeof CHAIN): Readonly<Record<number, readonly string[]>> {
  const rows: Record<number, string[]> = {};
  for (const { id, layer } of layoutChain(chain).nodes) (rows[layer] ??= []).push(id);
  return rows;
}

describe('the layout of a chain', () => {
  it('goes down one column and up the next, to all direct causes and the event on the right', () => {
    expect(rowsOf(CHAIN)).toEqual({
      [-3]: ['a', 'b'],
      [-2]: ['d', 'c'],
      [-1]: ['e', 'x', 'y'],
      0: ['price', 'effects'],
    });
  });

  it('begins on the left with an event whose effects are told', () => {
    expect(rowsOf({ ...CHAIN, isUpstream: false })).toEqual({
      0: ['price', 'effects'],
      1: ['e', 'x', 'y'],
      2: ['a', 'b'],
      3: ['d', 'c'],
    });
  });

  it('puts no card over another, and links neighbours of a column by a straight line', () => {
    const { nodes, links } = layoutChain(CHAIN);
    for (const [at, node] of nodes.entries()) {
      for (const other of nodes.slice(at + 1)) {
        const isApart = other.layer !== node.layer || other.y - node.y > CARD_HEIGHT;
        expect(isApart, `${node.id} ${other.id}`).toBe(true);
      }
    }
    expect(links).toHaveLength(CHAIN.links.length);
    expect(links[0]?.path).toMatch(/^M\S+L\S+$/);
  });

  it('has the event at its origin, and the chain in focus', () => {
    const { nodes, focus, bounds } = layoutChain(CHAIN);
    expect(nodes.find(({ id }) => id === 'price')).toMatchObject({ x: 0, y: 0 });
    expect(focus?.left).toBe(bounds.left);
    expect(focus?.bottom).toBeLessThan(bounds.bottom);
  });
});
