import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import { readExactSeries } from './exact-series';
import { readWorldState } from './world-state';

// No query here accepts partial answers: an incomplete index would show outdated values.

/** A short cache time, because states may be large and a player goes through many. */
const STATE_KEPT_FOR_MS = 20_000;

/** The points of a sparkline: one per pixel or two. */
const SPARKLINE_POINTS = 64;
/** The points of a chart: more than the pixels of a wide one. */
const CHART_POINTS = 2000;

/**
 * The state at the end of a turn, by default the last. The previous one stays until it is loaded.
 * @param name only variables that match it, found by the server among all; default: all, up to the limit of an answer
 */
export function stateQuery(simulationId: string, turn: number | undefined, name?: string) {
  return queryOptions({
    queryKey: runKey('state', simulationId, turn ?? null, name ?? null),
    queryFn: async ({ signal }) => {
      const asked = {
        ...(turn === undefined ? {} : { turn }),
        ...(name === undefined ? {} : { name }),
      };
      return readWorldState(await api.getStateText(simulationId, { ...asked, signal }));
    },
    placeholderData: keepPreviousData,
    gcTime: STATE_KEPT_FOR_MS,
  });
}

/** All variables of a run, including those not set yet. */
export function variableListQuery(simulationId: string) {
  return queryOptions({
    queryKey: runKey('variables', simulationId),
    queryFn: ({ signal }) => api.getVariables(simulationId, { signal }),
  });
}

/** A few points of some variables, by their keys. */
export function sparklineQuery(simulationId: string, variables: readonly string[]) {
  return queryOptions({
    queryKey: runKey('sparklines', simulationId, variables),
    queryFn: ({ signal }) =>
      api.getVariables(simulationId, {
        variables,
        points: SPARKLINE_POINTS,
        signal,
      }),
    enabled: variables.length > 0,
  });
}

/** All points of a few variables, up to the limit; with `turns`, only of these turns. */
export function chartQuery(
  simulationId: string,
  variables: readonly string[],
  turns?: { readonly from: number; readonly to: number },
) {
  return queryOptions({
    queryKey: runKey('chart', simulationId, variables, turns ?? null),
    queryFn: async ({ signal }) =>
      readExactSeries(
        await api.getVariablesText(simulationId, {
          variables,
          ...(turns === undefined ? {} : { turn_start: turns.from, turn_end: turns.to }),
          points: CHART_POINTS,
          signal,
        }),
      ),
    enabled: variables.length > 0,
  });
}
