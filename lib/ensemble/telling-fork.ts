import type { Fork, ForkNode, ForkTree } from './fork-tree';

/** The fork that tells most about the question. */
export interface TellingFork {
  /** The id of the node whose runs fork. */
  readonly node: number;
  readonly text: string;
}

/** The most branches that the sentence names. */
const MAX_NAMED = 3;

/** The fork with the highest score among those that tell more than chance; `null` without one. */
export function findTellingFork({ nodes }: ForkTree): TellingFork | null {
  let best: { readonly node: ForkNode; readonly fork: Fork } | null = null;
  for (const node of nodes) {
    const { fork } = node;
    if (fork?.isBeyondChance !== true) continue;
    if (fork.score > (best?.fork.score ?? 0)) best = { node, fork };
  }
  if (best === null) return null;
  return { node: best.node.id, text: describeFork(best.fork, nodes) };
}

/** "juno_trader in turn 10 tells most: sell, 41 of 46; buy, 6 of 36." */
function describeFork({ turn, agent, branches }: Fork, nodes: readonly ForkNode[]): string {
  const named = branches.slice(0, MAX_NAMED).flatMap((id) => {
    const branch = nodes[id];
    if (branch === undefined) return [];
    const choice = branch.isRest
      ? `${String(branch.branchCount)} other choices`
      : (branch.choice ?? 'no decision');
    return [`${choice}, ${String(branch.yesCount)} of ${String(branch.runs.length)}`];
  });
  const more = branches.length - named.length;
  const rest = more > 0 ? [`${String(more)} more`] : [];
  return `${agent} in turn ${String(turn)} tells most: ${[...named, ...rest].join('; ')}.`;
}
