import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toServerData, type ServerData } from '@/components/server-data';
import type { CausalityChain, CausalPaths } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import { causalGraph, chainFinding, pathsFinding, type CausalGraph } from './graph/causal-graph';
import { pathsQuery, stepQuery } from './causality-query';

interface ExploredGraph {
  readonly graph: CausalGraph;
  /** `undefined` when no paths are requested. */
  readonly paths: ServerData<CausalPaths> | undefined;
}

/** A chain with additional requests: single steps from events, and the paths to another event. */
export function useExploredGraph(
  simulationId: string,
  chain: CausalityChain,
  {
    links,
    expanded,
    pathTo,
  }: {
    readonly links: LinkChoice;
    readonly expanded: ReadonlySet<string>;
    readonly pathTo: string | null;
  },
): ExploredGraph {
  const steps = useQueries({
    queries: [...expanded].map((id) => stepQuery(simulationId, id, links)),
    combine: answered,
  });
  const isAsked = pathTo !== null && pathTo !== chain.event_id;
  const pathsAnswer = useQuery({
    ...pathsQuery(simulationId, chain.event_id, pathTo ?? '', links),
    enabled: isAsked,
  });
  const found = isAsked ? pathsAnswer.data : undefined;
  const graph = useMemo(
    () =>
      causalGraph(chain, [
        ...steps.map(chainFinding),
        ...(found === undefined ? [] : [pathsFinding(found)]),
      ]),
    [chain, steps, found],
  );
  return { graph, paths: isAsked ? toServerData(pathsAnswer) : undefined };
}

function answered(results: readonly UseQueryResult<CausalityChain>[]): readonly CausalityChain[] {
  return results.flatMap(({ data }) => data ?? []);
}
