import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listChoices, type Choice } from './choices';
import { buildForkTree, type ForkNode, type ForkingRun } from './fork-tree';
import { informationGain } from './information-gain';
import { findTellingFork } from './telling-fork';

const OPTIONS = {
  maxNodes: 500,
  maxBranches: 6,
  maxDepth: 1000,
  breathe: () => Promise.resolve(),
};

const arbitraryRun = fc.record({
  choices: fc
    .uniqueArray(
      fc.record({
        turn: fc.nat(3),
        agent: fc.constantFrom('agent_2', 'agent_10'),
        text: fc.constantFrom('buy', 'sell', 'hold'),
      }),
      { selector: ({ turn, agent }) => `${String(turn)} ${agent}`, maxLength: 6 },
    )
    .map((choices) => choices.sort((a, b) => a.turn - b.turn || (a.agent === 'agent_2' ? -1 : 1))),
  answer: fc.option(fc.boolean()),
});

/** What each run chose in a turn of an agent; `null` for nothing. */
function choiceOf(run: ForkingRun | undefined, turn: number, agent: string): string | null {
  const found = run?.choices.find((choice) => choice.turn === turn && choice.agent === agent);
  return found?.text ?? null;
}

/** All turns of all agents, in order. */
const SLOTS = [0, 1, 2, 3].flatMap((turn) =>
  ['agent_2', 'agent_10'].map((agent) => ({ turn, agent })),
);

/** The first turn of an agent in which these runs chose differently. */
function firstFork(members: readonly number[], runs: readonly ForkingRun[]) {
  return SLOTS.find(({ turn, agent }) => {
    const choices = members.map((at) => choiceOf(runs[at], turn, agent));
    return new Set(choices).size > 1;
  });
}

describe('a tree of forks', () => {
  it('divides runs where they first choose differently, the simple way too', async () => {
    let forks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryRun, { minLength: 1, maxLength: 12 }), async (runs) => {
        const { nodes, isCut } = await buildForkTree(runs, { ...OPTIONS, maxBranches: 20 });
        expect(isCut).toBe(false);
        expect(nodes[0]?.runs).toEqual([...runs.keys()]);
        for (const node of nodes) {
          expect(nodes[node.id]).toBe(node);
          expect(node.yesCount).toBe(node.runs.filter((at) => runs[at]?.answer === true).length);
          const expected = node.runs.length > 1 ? firstFork(node.runs, runs) : undefined;
          if (expected === undefined) {
            expect(node.fork).toBeNull();
            continue;
          }
          forks++;
          expect(node.fork).toMatchObject(expected);
          const branches = node.fork?.branches.flatMap((id) => nodes[id] ?? []) ?? [];
          const members = branches.flatMap((branch) => branch.runs).sort((a, b) => a - b);
          expect(members).toEqual(node.runs);
          expect(new Set(branches.map(({ choice }) => choice)).size).toBe(branches.length);
          const sizes = branches.map((branch) => branch.runs.length);
          expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
          for (const branch of branches) {
            expect(branch.parent).toBe(node.id);
            for (const at of branch.runs) {
              expect(choiceOf(runs[at], expected.turn, expected.agent)).toBe(branch.choice);
            }
          }
        }
      }),
      { numRuns: 300, seed: 20_261_201 },
    );
    expect(forks).toBeGreaterThan(300);
  });

  it('keeps to its bounds: small branches become one, forks of few runs are left out', async () => {
    const run = (...texts: readonly string[]): ForkingRun => ({
      choices: texts.map((text, turn): Choice => ({ turn, agent: 'ada', text })),
      answer: texts[0] === 'a',
    });
    const runs = [
      ...['x', 'y', 'z'].flatMap((next) => [run('a', next), run('a', next)]),
      ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((only) => run(only)),
    ];
    const { nodes, isCut } = await buildForkTree(runs, { ...OPTIONS, maxBranches: 3 });
    expect(isCut).toBe(false);
    expect(shapeOf(nodes)).toEqual(['root 13', 'a 6', 'b 1', 'rest of 6: 6', 'x 2', 'y 2', 'z 2']);
    const cut = await buildForkTree(runs, { ...OPTIONS, maxBranches: 3, maxNodes: 5 });
    expect(cut.isCut).toBe(true);
    expect(shapeOf(cut.nodes)).toEqual(['root 13', 'a 6', 'b 1', 'rest of 6: 6']);
    const shallow = await buildForkTree(runs, { ...OPTIONS, maxDepth: 1 });
    expect(shallow.nodes.filter(({ fork }) => fork !== null)).toHaveLength(1);
  });

  it('of no runs, of one run and of runs without decisions is one node', async () => {
    for (const runs of [
      [],
      [{ choices: [], answer: true }],
      Array(3).fill({ choices: [], answer: null }),
    ]) {
      const { nodes } = await buildForkTree(runs, OPTIONS);
      expect(nodes).toHaveLength(1);
      expect(findTellingFork({ nodes, isCut: false })).toBeNull();
    }
  });
});

describe('the fork that tells most', () => {
  const runs = (counts: Readonly<Record<string, readonly [yes: number, no: number]>>) =>
    Object.entries(counts).flatMap(([text, [yes, no]]) =>
      Array.from({ length: yes + no }, (_, at): ForkingRun => ({
        choices: [{ turn: 10, agent: 'juno_trader', text }],
        answer: at < yes,
      })),
    );

  it('is named in a sentence', async () => {
    const tree = await buildForkTree(runs({ 'fall back': [41, 5], hold: [6, 30] }), OPTIONS);
    expect(findTellingFork(tree)).toEqual({
      node: 0,
      text: 'juno_trader in turn 10 tells most: fall back, 41 of 46; hold, 6 of 36.',
    });
  });

  it('is none when the choices tell no more than chance', async () => {
    for (const counts of [
      { a: [5, 5], b: [5, 5] },
      { a: [1, 0], b: [0, 1] },
      { a: [6, 4], b: [4, 6] },
    ] satisfies Record<string, readonly [number, number]>[]) {
      expect(findTellingFork(await buildForkTree(runs(counts), OPTIONS))).toBeNull();
    }
  });

  it('has the gain of the entropies', () => {
    const perfect = informationGain(
      [
        { count: 8, yes: 8 },
        { count: 8, yes: 0 },
      ],
      16,
    );
    expect(perfect.gain).toBeCloseTo(1, 12);
    expect(perfect.isBeyondChance).toBe(true);
    expect(informationGain([{ count: 8, yes: 4 }], 8)).toMatchObject({
      gain: 0,
      isBeyondChance: false,
    });
    const half = informationGain(
      [
        { count: 8, yes: 8 },
        { count: 8, yes: 0 },
      ],
      32,
    );
    expect(half.score).toBeCloseTo(perfect.score / 2, 12);
  });
});

describe('choices', () => {
  const names = { types: [''], agents: ['', 'ada', 'bo'], kinds: ['', 'sell', 'buy'] };
  const table = {
    turn: Float64Array.of(1, 1, 1, 1, 2, 2),
    agent: Float64Array.of(1, 1, 1, 2, 1, 1),
    kind: Float64Array.of(1, 1, 2, 0, 1, 0),
    row: Float64Array.of(0, 0, 1, 0, 2, 0),
    value: Float64Array.of(5, 5, 7, NaN, NaN, 1),
  };

  it('are the kinds of decisions of an agent in a turn, in order', () => {
    expect(listChoices(table, names)).toEqual([
      { turn: 1, agent: 'ada', text: 'sell ×2, buy (failed)' },
      { turn: 1, agent: 'bo', text: 'decision' },
      { turn: 2, agent: 'ada', text: 'failed call, decision' },
    ]);
    expect(listChoices(table, names, { limit: 1 })).toHaveLength(1);
    expect(listChoices(table, names, { detail: 'value' }).map(({ text }) => text)).toEqual([
      'sell 5 ×2, buy 7 (failed)',
      'decision',
      'failed call, decision 1',
    ]);
  });
});

function shapeOf(nodes: readonly ForkNode[]): readonly string[] {
  return nodes.map(({ parent, choice, isRest, branchCount, runs }) => {
    const name = parent === null ? 'root' : isRest ? `rest of ${String(branchCount)}:` : choice;
    return `${String(name)} ${String(runs.length)}`;
  });
}
