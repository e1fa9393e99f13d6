'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { chainQuery } from '@/components/chain-query';
import type { CausalityChain } from '@/lib/api/client';
import { canonicalEventType } from '@/lib/events/event-type';
import type { StoredEvent } from '@/lib/events/read-event';
import { callFacts, isCall, type CallFacts } from '@/lib/events/call-facts';
import { isExchange } from './find-calls';

/** A call of a model, as far as the file tells. */
export interface Call {
  /** The event that states the facts of the call. */
  readonly event: StoredEvent;
  /** The event that has its texts: another one where a run records them apart. */
  readonly texts: string;
  readonly facts: CallFacts;
  readonly causes: readonly StoredEvent[];
  /** Its direct effects, without the event with its texts. */
  readonly effects: readonly StoredEvent[];
  /** The decisions that came of it, and the actions and rejections that came of the decisions, in order. */
  readonly results: readonly StoredEvent[];
  /** Whether more events came of it than are known here. */
  readonly isCut: boolean;
}

/** The call that an event is, or has the texts of; `undefined` until it is known. It is settled when no answer is awaited. */
export function useCall(
  simulationId: string,
  event: StoredEvent | undefined,
): { readonly call: Call | undefined; readonly isSettled: boolean } {
  const eventId = event?.event_id ?? '';
  const isKnown = event !== undefined;
  // The inspector asks the same.
  const near = useQuery({ ...chainQuery(simulationId, eventId, 1, 'all'), enabled: isKnown });
  const stated = event && near.data && statingEvent(event, near.data);
  const chain = useQuery({
    ...chainQuery(simulationId, stated?.event_id ?? '', 2, 'all'),
    enabled: stated !== undefined,
  });
  const call = useMemo(
    () => event && stated && chain.data && callOf(event, stated, chain.data),
    [event, stated, chain.data],
  );
  return {
    call,
    isSettled: near.isError || chain.isError || chain.data !== undefined,
  };
}

function callOf(event: StoredEvent, stated: StoredEvent, chain: CausalityChain): Call {
  const texts = isExchange(event) ? event : effectsOf(chain, stated.event_id).find(isExchange);
  const effects = effectsOf(chain, stated.event_id).filter((each) => !isExchange(each));
  return {
    event: stated,
    texts: texts?.event_id ?? stated.event_id,
    facts: callFacts(stated),
    causes: causesOf(chain, stated.event_id),
    effects,
    results: resultsOf(chain, effects),
    isCut: chain.truncated,
  };
}

/** The event with the facts of a call: the event itself, or the cause of an event with texts. */
function statingEvent(event: StoredEvent, near: CausalityChain): StoredEvent {
  if (isCall(callFacts(event)) || !isExchange(event)) return event;
  const causes = causesOf(near, event.event_id);
  return (
    causes.find((each) => each.agent_id === event.agent_id && isCall(callFacts(each))) ?? event
  );
}

function causesOf(chain: CausalityChain, eventId: string): readonly StoredEvent[] {
  const ids = new Set(
    chain.links.flatMap(({ cause, effect }) => (effect === eventId ? cause : [])),
  );
  return chain.upstream.filter((each) => ids.has(each.event_id));
}

function effectsOf(chain: CausalityChain, eventId: string): readonly StoredEvent[] {
  const ids = new Set(
    chain.links.flatMap(({ cause, effect }) => (cause === eventId ? effect : [])),
  );
  return chain.downstream.filter((each) => ids.has(each.event_id));
}

function resultsOf(chain: CausalityChain, effects: readonly StoredEvent[]): readonly StoredEvent[] {
  return effects.flatMap((effect) => {
    const type = canonicalEventType(effect.event_type);
    if (type === 'ACTION') return [effect];
    if (type !== 'DECISION') return [];
    const deeds = effectsOf(chain, effect.event_id).filter(
      (each) => each.agent_id === effect.agent_id && isDeed(each),
    );
    return [effect, ...deeds];
  });
}

/** Whether an event is an action, or says that one was rejected. */
function isDeed(event: StoredEvent): boolean {
  const type = canonicalEventType(event.event_type);
  return type === 'ACTION' || event.details?.['error_type'] === 'action_rejected';
}
