'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { toServerData, type ServerData } from '@/components/server-data';
import { stateQuery } from './state-query';
import type { WorldState } from './world-state';

/** How many turns ahead are asked for while playing. */
const TURNS_AHEAD = 4;

/** The state at the end of a turn; another turn's stays until it is there. */
export function useWorldState(
  simulationId: string,
  turn: number | undefined,
): ServerData<WorldState> {
  return toServerData(useQuery(stateQuery(simulationId, turn)));
}

/**
 * The state to look for a name in: the one that is shown, or, where that has only a part of the variables, what the server
 * finds among all of them. Until that is there, `isFound` is false.
 */
export function useFoundState(
  simulationId: string,
  state: WorldState,
  search: string,
): { readonly state: WorldState; readonly isFound: boolean } {
  const name = search.trim();
  const isAsked = state.truncated && name !== '';
  const found = useQuery({ ...stateQuery(simulationId, state.turn, name), enabled: isAsked });
  if (!isAsked) return { state, isFound: true };
  return {
    state: found.data ?? state,
    isFound: found.data !== undefined && !found.isPlaceholderData,
  };
}

/** Whether the state at the end of a turn is there, or cannot be had. */
export function useIsStateThere(simulationId: string): (turn: number) => boolean {
  const client = useQueryClient();
  return useCallback(
    (turn) => {
      const status = client.getQueryState(stateQuery(simulationId, turn).queryKey)?.status;
      return status === 'success' || status === 'error';
    },
    [client, simulationId],
  );
}

/** Has the turns after one asked for before they are shown. */
export function useStatesAhead(
  simulationId: string,
  {
    turn,
    last,
    isPlaying,
  }: { readonly turn: number; readonly last: number; readonly isPlaying: boolean },
): void {
  const client = useQueryClient();

  // The cache of what the server said.
  useEffect(() => {
    if (!isPlaying) return;
    for (let next = turn + 1; next <= Math.min(turn + TURNS_AHEAD, last); next++) {
      // One that cannot be had is said when its turn has come.
      client.query(stateQuery(simulationId, next)).catch(() => undefined);
    }
  }, [client, simulationId, turn, last, isPlaying]);
}
