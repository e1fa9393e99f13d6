import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import { readExactSeries } from './exact-series';
import { readWorldState } from './world-state';

// Nothing here is asked for of a part of a run: a variable would seem to be what it was earlier.

/** A state may be large, and a player goes through many. */
const STATE_KEPT_FOR_MS = 20_000;

/** Points of a sparkline: a pixel or two each. */
const SPARKLINE_POINTS = 64;
/** Points of a chart: more than a wide one has pixels. */
const CHART_POINTS = 2000;

/**
 * The state at the end of a turn, of the last by default; the one before stays until it is there.
 * @param name only variables that answer to it, found by the server among all; default all, as many as an answer has
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

/** All variables of a run, also those that are not set yet. */
export function variableListQuery(simulationId: string) {
  return queryOptions({
    queryKey: runKey('variables', simulationId),
    queryFn: ({ signal }) => api.getVariables(simulationId, { signal }),
  });
}

/** Few points of some variables, by their keys. */
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

/** All points of a few variables, as far as they can be told apart; of some turns only when those are given. */
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
