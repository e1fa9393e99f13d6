'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { useEventRecord, type EventRecord } from '@/components/event-record/use-event-record';
import type { ServerData } from '@/components/server-data';
import { callFacts, isCall } from '@/lib/events/call-facts';
import { hasConversation } from './event-texts';
import { isExchange } from './find-calls';
import { useCall, type Call } from './use-call';

interface Shown {
  /** The event with the texts: the event itself, or the one that has the texts of its call; `undefined` until it is known. */
  readonly record: EventRecord | undefined;
  readonly call: Call | undefined;
}

/** What the reader reads of an event. */
export interface CallTexts extends Shown {
  readonly answer: ServerData<EventRecord>;
  readonly isLoading: boolean;
}

/** An event, its call, and the texts of the call. While others are loading, those before stay. */
export function useCallTexts(simulationId: string, eventId: string): CallTexts {
  const own = useEventRecord(simulationId, eventId);
  const ownRecord = recordOf(own, eventId);
  const { call, isSettled } = useCall(simulationId, ownRecord?.event);
  const isApart =
    ownRecord !== undefined &&
    isCall(callFacts(ownRecord.event)) &&
    !isExchange(ownRecord.event) &&
    !hasConversation(ownRecord.json);
  const textsId = isApart ? (call?.texts ?? eventId) : eventId;
  const texts = useEventRecord(simulationId, textsId);
  const record = isApart && !isSettled ? undefined : recordOf(texts, textsId);

  const isReady = record !== undefined && isSettled;
  const [before, setBefore] = useState<Shown>(NOTHING);
  const isKept = before.record !== undefined && !isReady;
  const now = useMemo(() => (isKept ? before : { record, call }), [isKept, before, record, call]);
  if (isReady && (before.record !== record || before.call?.event !== call?.event)) setBefore(now);
  // Another long text is rendered with pauses.
  const shown = useDeferredValue(now);
  return { answer: own.state === 'failed' ? own : texts, isLoading: !isReady, ...shown };
}

const NOTHING: Shown = { record: undefined, call: undefined };

/** The record of an event; `undefined` while that of the event before stays shown. */
function recordOf(answer: ServerData<EventRecord>, eventId: string): EventRecord | undefined {
  if (answer.state !== 'ready' || answer.data.event.event_id !== eventId) return undefined;
  return answer.data;
}
