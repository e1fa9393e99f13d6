'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { findSteps, type EventSteps } from '@/components/event-record/event-steps';
import { runKey } from '@/components/run-key';
import type { StoredEvent } from '@/lib/events/read-event';
import { factPaths } from '@/lib/events/call-facts';
import { criteriaOfCalls, findCalls, MAX_LISTED, type CallList } from './find-calls';

/** The calls of the agent of an event, and the place of the event among them; each `undefined` until it is known. */
export function useCalls(
  simulationId: string,
  event: StoredEvent | undefined,
  /** The details with the facts of the event's call. */
  facts: Readonly<Record<string, unknown>>,
): { readonly steps: EventSteps | undefined; readonly list: CallList | undefined } {
  const criteria = event === undefined ? {} : criteriaOfCalls(event);
  const steps = useQuery({
    queryKey: runKey('event-steps', simulationId, event?.event_id ?? null, 'call'),
    queryFn: ({ signal }) => {
      if (event === undefined) throw new Error('Steps need an event.');
      return findSteps(api, simulationId, event.event_id, criteria, signal);
    },
    enabled: event !== undefined,
  }).data;
  const at = steps?.offset ?? 0;
  const list = useQuery({
    queryKey: runKey(
      'calls',
      simulationId,
      criteria,
      Math.floor(at / MAX_LISTED),
      factPaths(facts),
    ),
    queryFn: ({ signal }) => findCalls(api, simulationId, { criteria, at, facts, signal }),
    enabled: event !== undefined && steps !== undefined,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  }).data;
  return { steps, list };
}
