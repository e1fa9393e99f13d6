'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { callCriteria, findSteps, type EventSteps } from '@/components/event-record/event-steps';
import { runKey } from '@/components/run-key';
import type { StoredEvent } from '@/lib/events/read-event';

/** The place of an event among the calls of its agent, and the calls before and after it; `undefined` until it is known. */
export function useCallSteps(
  simulationId: string,
  event: StoredEvent | undefined,
): EventSteps | undefined {
  return useQuery({
    queryKey: runKey('event-steps', simulationId, event?.event_id ?? null, 'call'),
    queryFn: ({ signal }) => {
      if (event === undefined) throw new Error('Steps need an event.');
      return findSteps(api, simulationId, event.event_id, callCriteria(event), signal);
    },
    enabled: event !== undefined,
  }).data;
}
