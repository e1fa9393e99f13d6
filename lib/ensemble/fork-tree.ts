import { compareNaturally } from '../events/natural-order';
import type { Pace } from './bands';
import type { Choice } from './choices';
import { informationGain } from './information-gain';

/** A run in a tree of forks. */
export interface ForkingRun {
  readonly choices: readonly Choice[];
  /** Whether the question holds; `null` when that is unknown, which counts as no. */
  readonly answer: boolean | null;
}

/** Runs that chose alike up to here. */
export interface ForkNode {
  readonly id: number;
  /** `null` for the root. */
  readonly parent: number | null;
  /** What the runs chose at the fork of the parent; `null` for the root, and when the agent decided nothing there. */
  readonly choice: string | null;
  /** Whether this stands for several small branches, whose runs chose differently. */
  readonly isRest: boolean;
  /** The number of branches that it stands for; 1 unless it is a rest. */
  readonly branchCount: number;
  /** Places in the list of runs, ascending. */
  readonly runs: readonly number[];
  /** The number of its runs for which the question holds. */
  readonly yesCount: number;
  /** Where its runs choose differently next; `null` when they do not, or the tree ends here. */
  readonly fork: Fork | null;
}

export interface Fork {
  readonly turn: number;
  readonly agent: string;
  /** Ids of its branches, the largest first, the rest last. */
  readonly branches: readonly number[];
  /** The number of different choices. */
  readonly choiceCount: number;
  /** Bits that the choice tells about the question, for these runs. */
  readonly gain: number;
  /** The same as a share of all runs, less the gain that chance gives. Comparable between forks. */
  readonly score: number;
  /** Whether so much is unlikely by chance. */
  readonly isBeyondChance: boolean;
}

export interface ForkTree {
  /** The root is the first. A branch has a higher id than its parent. */
  readonly nodes: readonly ForkNode[];
  /** Whether forks were left out. */
  readonly isCut: boolean;
}

interface OpenNode extends Omit<ForkNode, 'fork'> {
  fork: Fork | null;
  /** The number of choices that its runs have in common. */
  readonly depth: number;
}

export interface ForkOptions extends Pace {
  readonly maxNodes: number;
  /** The most branches of a fork; smaller ones become a rest. */
  readonly maxBranches: number;
  /** Choices beyond this number are not compared. */
  readonly maxDepth: number;
}

/** Finds where runs with a common beginning fork, the forks of most runs first. */
export async function buildForkTree(
  runs: readonly ForkingRun[],
  { maxNodes, maxBranches, maxDepth, breathe }: ForkOptions,
): Promise<ForkTree> {
  const nodes: OpenNode[] = [];
  const add = (node: Omit<OpenNode, 'id' | 'yesCount' | 'fork'>): OpenNode => {
    const yesCount = node.runs.filter((run) => runs[run]?.answer === true).length;
    const added = { ...node, id: nodes.length, yesCount, fork: null };
    nodes.push(added);
    return added;
  };
  const root = { parent: null, choice: null, isRest: false, branchCount: 1 };
  const open = [add({ ...root, runs: Array.from(runs.keys()), depth: 0 })];
  let isCut = false;
  for (;;) {
    const largest = takeLargest(open);
    if (largest === undefined) break;
    const found = await findFork(largest, runs, maxDepth, breathe);
    if (found === undefined) continue;
    const branches = foldSmall(found.branches, maxBranches);
    if (nodes.length + branches.length > maxNodes) {
      isCut = true;
      continue;
    }
    const added = branches.map(({ choice, isRest, branchCount, members }) => {
      const depth = found.depth + (choice === null ? 0 : 1);
      const node = add({ parent: largest.id, choice, isRest, branchCount, runs: members, depth });
      if (!isRest && members.length > 1) open.push(node);
      return node;
    });
    const shares = found.branches.map(({ members }) => ({
      count: members.length,
      yes: members.filter((run) => runs[run]?.answer === true).length,
    }));
    largest.fork = {
      turn: found.turn,
      agent: found.agent,
      branches: added.map(({ id }) => id),
      choiceCount: found.branches.length,
      ...informationGain(shares, runs.length),
    };
  }
  return { nodes: nodes.map(({ depth: _, ...node }) => node), isCut };
}

/** Of nodes of equal size, the one that was added first. */
function takeLargest(open: OpenNode[]): OpenNode | undefined {
  let at = 0;
  for (const [next, { runs }] of open.entries()) {
    if (runs.length > (open[at]?.runs.length ?? 0)) at = next;
  }
  return open.splice(at, 1)[0];
}

interface Branch {
  readonly choice: string | null;
  readonly members: readonly number[];
}

interface FoundFork {
  readonly turn: number;
  readonly agent: string;
  /** The number of choices before it, which all runs have in common. */
  readonly depth: number;
  /** The largest first. */
  readonly branches: readonly Branch[];
}

async function findFork(
  { runs: members, depth: from }: OpenNode,
  runs: readonly ForkingRun[],
  maxDepth: number,
  breathe: () => Promise<void>,
): Promise<FoundFork | undefined> {
  const [first = -1] = members;
  for (let depth = from; depth < maxDepth; depth++) {
    await breathe();
    const expected = runs[first]?.choices[depth];
    const isCommon = members.every((run) => isSameChoice(runs[run]?.choices[depth], expected));
    if (!isCommon) return forkAt(members, runs, depth);
    if (expected === undefined) return undefined;
  }
  return undefined;
}

function isSameChoice(a: Choice | undefined, b: Choice | undefined): boolean {
  return a?.turn === b?.turn && a?.agent === b?.agent && a?.text === b?.text;
}

/** The fork at the earliest choice of any run. A run that makes its next choice later decided nothing there. */
function forkAt(
  members: readonly number[],
  runs: readonly ForkingRun[],
  depth: number,
): FoundFork | undefined {
  const nextOf = (run: number): Choice | undefined => runs[run]?.choices[depth];
  const place = members
    .flatMap((run) => nextOf(run) ?? [])
    .reduce<Choice | undefined>(
      (earliest, choice) =>
        earliest === undefined || comparePlaces(choice, earliest) < 0 ? choice : earliest,
      undefined,
    );
  if (place === undefined) return undefined;
  const branches = new Map<string | null, number[]>();
  for (const run of members) {
    const next = nextOf(run);
    const isHere = next !== undefined && comparePlaces(next, place) === 0;
    const choice = isHere ? next.text : null;
    const branch = branches.get(choice);
    if (branch === undefined) branches.set(choice, [run]);
    else branch.push(run);
  }
  return {
    turn: place.turn,
    agent: place.agent,
    depth,
    branches: Array.from(branches, ([choice, branch]) => ({ choice, members: branch })).sort(
      (a, b) => b.members.length - a.members.length || compareTexts(a.choice, b.choice),
    ),
  };
}

function comparePlaces(a: Choice, b: Choice): number {
  return a.turn - b.turn || (a.agent === b.agent ? 0 : compareNaturally(a.agent, b.agent));
}

/** A missing choice comes last. */
function compareTexts(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

function foldSmall(
  branches: readonly Branch[],
  maxBranches: number,
): readonly (Branch & { readonly isRest: boolean; readonly branchCount: number })[] {
  const single = (branch: Branch) => ({ ...branch, isRest: false, branchCount: 1 });
  if (branches.length <= maxBranches) return branches.map(single);
  const small = branches.slice(maxBranches - 1);
  const members = small.flatMap((branch) => branch.members).sort((a, b) => a - b);
  const rest = { choice: null, members, isRest: true, branchCount: small.length };
  return [...branches.slice(0, maxBranches - 1).map(single), rest];
}
