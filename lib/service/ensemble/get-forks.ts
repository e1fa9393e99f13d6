import type { EnsembleForks, ForksQuery } from '../../api/ensemble-contract';
import { listChoices } from '../../ensemble/choices';
import {
  DEFAULT_FORK_NODES,
  MAX_CHOICES,
  MAX_FORK_BRANCHES,
  MAX_RUNS,
} from '../../ensemble/ensemble-bounds';
import { buildForkTree } from '../../ensemble/fork-tree';
import { findTellingFork } from '../../ensemble/telling-fork';
import { breathe } from '../../work/work';
import { describeGroup, readEnsemble, type EnsembleSources } from './read-ensemble';

/** Where runs with a common beginning decide differently. */
export async function getEnsembleForks(
  sources: EnsembleSources,
  query: ForksQuery,
): Promise<EnsembleForks> {
  const maxChoices = Math.floor(MAX_CHOICES / MAX_RUNS);
  const ensemble = await readEnsemble(sources, query, async (digest) => {
    const table = await digest.readDecisions();
    const limit = maxChoices + 1;
    const choices =
      table === undefined ? [] : listChoices(table, digest.names, { detail: query.detail, limit });
    await breathe();
    return {
      choices: choices.slice(0, maxChoices),
      isCut: table === undefined || choices.length > maxChoices,
    };
  });
  const { runs, groups, hasQuestion } = ensemble;
  const forking = runs.map(({ part, answer }) => ({
    choices: part.choices,
    answer: hasQuestion ? answer : null,
  }));
  const tree = await buildForkTree(forking, {
    maxNodes: query.nodes ?? DEFAULT_FORK_NODES,
    maxBranches: MAX_FORK_BRANCHES,
    maxDepth: maxChoices,
    breathe,
  });
  return {
    ...ensemble.answer,
    groups: groups.map((group) => describeGroup(ensemble, group)),
    runs: runs.map(({ id }) => id),
    nodes: tree.nodes.map((node) => ({
      id: node.id,
      parent: node.parent,
      choice: node.choice,
      is_rest: node.isRest,
      branch_count: node.branchCount,
      run_count: node.runs.length,
      yes_count: hasQuestion ? node.yesCount : null,
      runs: [...node.runs],
      fork: node.fork && {
        turn: node.fork.turn,
        agent_id: node.fork.agent,
        branches: [...node.fork.branches],
        choice_count: node.fork.choiceCount,
        gain: hasQuestion ? node.fork.gain : null,
      },
    })),
    telling: hasQuestion ? findTellingFork(tree) : null,
    truncated: tree.isCut || runs.some(({ part }) => part.isCut),
  };
}
