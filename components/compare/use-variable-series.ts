'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ExactSeries } from '@/components/state/exact-series';
import { chartQuery } from '@/components/state/state-query';
import { toServerData, type ServerData } from '@/components/server-data';
import type { Comparison } from '@/lib/api/client';
import { writeVariableKey } from '@/lib/replay/variable-key';
import type { ComparedVariable } from './rank-variables';
import type { Both, Side } from './side';

type SeriesByKey = ReadonlyMap<string, ExactSeries>;

/** The series of some variables in both runs, by the keys of their differences. */
export function useVariableSeries(
  { a, b, renamed_agents }: Comparison,
  variables: readonly ComparedVariable[],
): Both<ServerData<SeriesByKey>> {
  const namesInB = new Map(renamed_agents.map((agent) => [agent.a, agent.b]));
  const keysOf = (side: Side): readonly string[] =>
    variables
      .filter(({ only_in }) => only_in === null || only_in === side)
      .map(({ scope, agent_id, variable_name }) => {
        const named = side === 'b' ? (namesInB.get(agent_id ?? '') ?? agent_id) : agent_id;
        return writeVariableKey({ scope, agent_id: named, variable_name });
      });
  const toKeyOfA = new Map(renamed_agents.map((agent) => [agent.b, agent.a]));
  return {
    a: useSeries(a.id, keysOf('a')),
    b: useSeries(b.id, keysOf('b'), toKeyOfA),
  };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function useSeries(
  simulationId: string,
  keys: readonly string[],
  names = NO_NAMES,
): ServerData<SeriesByKey> {
  const query = useQuery(chartQuery(simulationId, keys));
  const data = toServerData(query);
  const series = data.state === 'ready' ? data.data : undefined;
  const byKey = useMemo(
    () =>
      new Map(
        (series ?? []).map((each) => {
          const agent_id = names.get(each.agent_id ?? '') ?? each.agent_id;
          return [writeVariableKey({ ...each, agent_id }), each];
        }),
      ),
    [series, names],
  );
  if (keys.length === 0) return { state: 'ready', data: byKey };
  return data.state === 'ready' ? { state: 'ready', data: byKey } : data;
}
