import { expect, it } from 'vitest';
import { CARD, choiceText, layoutForks, type ForkNode } from './fork-layout';

function node(id: number, parent: number | null, run_count: number, branches: number[]): ForkNode {
  return {
    id,
    parent,
    choice: parent === null ? null : `choice ${id}`,
    is_rest: false,
    branch_count: 1,
    run_count,
    yes_count: null,
    runs: [],
    fork:
      branches.length === 0
        ? null
        : { turn: 7, agent_id: 'juno', branches, choice_count: branches.length, gain: null },
  };
}

const NODES = [
  node(0, null, 100, [1, 2]),
  node(1, 0, 82, [3, 4]),
  node(2, 0, 18, [5, 6]),
  ...[3, 4, 5, 6].map((id) => node(id, id < 5 ? 1 : 2, 9, [])),
];

it('places each fork a column further, and no card on another', () => {
  const { nodes, widthPx, heightPx } = layoutForks(NODES);
  const at = new Map(nodes.map((each) => [each.node.id, each]));
  const xs = [0, 1, 3].map((id) => at.get(id)?.x ?? NaN);
  expect(xs[1]).toBeGreaterThan((xs[0] ?? 0) + CARD.width);
  expect(xs[2]).toBeGreaterThan((xs[1] ?? 0) + CARD.width);
  for (const a of nodes) {
    expect(a.x + CARD.width).toBeLessThanOrEqual(widthPx);
    expect(a.y + CARD.height).toBeLessThanOrEqual(heightPx);
    for (const b of nodes) {
      if (a !== b && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(CARD.height);
    }
  }
});

it('gives links a width that counts runs, and says above the branches where runs fork', () => {
  const { links, headings } = layoutForks(NODES);
  const width = (id: number) => links.find((link) => link.id === id)?.widthPx ?? NaN;
  expect(width(1) / width(2)).toBeCloseTo(82 / 18);
  expect(headings.map((each) => each.node)).toEqual([0, 1, 2]);
  expect(headings[0]).toMatchObject({ turn: 7, agent: 'juno' });
});

it('names rests, runs without a decision, and the root', () => {
  const branch = node(1, 0, 5, []);
  expect(choiceText({ ...branch, choice: null, is_rest: true, branch_count: 4 })).toBe(
    '4 other choices',
  );
  expect(choiceText({ ...branch, choice: null })).toBe('no decision');
  expect(choiceText(node(0, null, 5, []))).toBe('all');
});
