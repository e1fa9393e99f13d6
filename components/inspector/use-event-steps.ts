'use client';

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { api } from '@/components/api';
import { useCommands } from '@/components/commands/page-commands';
import { runKey } from '@/components/run-key';
import { useIsSettled } from '@/components/ui/use-is-settled';
import type { StoredEvent } from '@/lib/events/read-event';
import {
  findSteps,
  stepCriteria,
  type EventSteps,
  type StepSide,
  type StepWay,
} from '@/components/event-record/event-steps';
import { STEP_COMMANDS, type StepTarget } from './step-commands';

/** The position of an event among similar events; `undefined` until it is known. */
export function useEventSteps(
  simulationId: string,
  event: StoredEvent,
  way: StepWay,
): EventSteps | undefined {
  const isSettled = useIsSettled(event.event_id);
  return useQuery({ ...stepsQuery(simulationId, event, way), enabled: isSettled }).data;
}

/**
 * Goes to the previous or next similar event, also for `STEP_COMMANDS`. While a step is being requested, further steps are
 * ignored.
 */
export function useStep(
  simulationId: string,
  event: StoredEvent,
  onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void,
): (way: StepWay, side: StepSide, by: 'click' | 'keyboard') => void {
  const client = useQueryClient();
  const isBusy = useRef(false);

  const step = useCallback(
    (way: StepWay, side: StepSide, by: 'click' | 'keyboard') => {
      if (isBusy.current) return;
      isBusy.current = true;
      void client
        .query(stepsQuery(simulationId, event, way))
        .then((steps) => {
          const id = steps[side];
          if (id !== null) onSelectEvent(id, by);
        })
        .catch(() => {
          // The inspector reports that the server does not answer.
        })
        .finally(() => {
          isBusy.current = false;
        });
    },
    [client, simulationId, event, onSelectEvent],
  );

  useCommands<StepTarget>(STEP_COMMANDS, (way, side) => step(way, side, 'keyboard'));

  return step;
}

function stepsQuery(simulationId: string, event: StoredEvent, way: StepWay) {
  return queryOptions({
    queryKey: runKey('event-steps', simulationId, event.event_id, way),
    queryFn: ({ signal }) =>
      findSteps(api, simulationId, event.event_id, stepCriteria(event, way).criteria, signal),
  });
}
