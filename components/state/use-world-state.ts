'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { toServerData, type ServerData } from '@/components/server-data';
import { stateQuery } from './state-query';
import type { WorldState } from './world-state';

/** The number of turns requested ahead while playing. */
const TURNS_AHEAD = 4;

/** The state at the end of a turn. The previous one stays until it is loaded. */
export function useWorldState(
  simulationId: string,
  turn: number | undefined,
): ServerData<WorldState> {
  return toServerData(useQuery(stateQuery(simulationId, turn)));
}

/** The state that another one is compared with; `undefined` without a comparison, and until it is loaded. */
export function useOtherState(simulationId: string, turn: number | null): WorldState | undefined {
  const { data } = useQuery({
    ...stateQuery(simulationId, turn ?? undefined),
    enabled: turn !== null,
  });
  return turn !== null && data?.turn === turn ? data : undefined;
}

/**
 * The state for searching a name: the shown one, or, if that has only some of the variables, the server's result among all.
 * Until that is loaded, `isFound` is false.
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

/** Whether the state at the end of a turn is loaded, or has failed. */
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

/** Requests the following turns before they are shown. */
export function useStatesAhead(
  simulationId: string,
  {
    turn,
    last,
    isPlaying,
  }: { readonly turn: number; readonly last: number; readonly isPlaying: boolean },
): void {
  const client = useQueryClient();

  // The cache of responses.
  useEffect(() => {
    if (!isPlaying) return;
    for (let next = turn + 1; next <= Math.min(turn + TURNS_AHEAD, last); next++) {
      // A failure is reported when its turn is shown.
      client.query(stateQuery(simulationId, next)).catch(() => undefined);
    }
  }, [client, simulationId, turn, last, isPlaying]);
}
