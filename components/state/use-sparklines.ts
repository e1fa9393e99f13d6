'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { VariableSeries } from '@/lib/api/contract';
import { sparklineBatches } from './sparkline-batches';
import { sparklineQuery, variableListQuery } from './state-query';
import { writeVariableKey } from '@/lib/replay/variable-key';

/** A few points of the visible variables, by key, as they are loaded. */
export function useSparklines(
  simulationId: string,
  inView: readonly string[],
): ReadonlyMap<string, VariableSeries> {
  const list = useQuery(variableListQuery(simulationId)).data;
  const all = useMemo(() => list?.variables.map(writeVariableKey) ?? [], [list]);
  return useQueries({
    queries: sparklineBatches(all, new Set(inView), list?.truncated === true).map((batch) =>
      sparklineQuery(simulationId, batch),
    ),
    combine: seriesByKey,
  });
}

function seriesByKey(
  answers: readonly {
    readonly data: { readonly variables: readonly VariableSeries[] } | undefined;
  }[],
): ReadonlyMap<string, VariableSeries> {
  const series = answers.flatMap(({ data }) => data?.variables ?? []);
  return new Map(series.map((each) => [writeVariableKey(each), each]));
}
