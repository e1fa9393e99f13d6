import { callCriteria } from '@/components/event-record/event-steps';
import type { ApiClient } from '@/lib/api/client';
import { eventKind, KIND_FIELDS } from '@/lib/events/event-kind';
import { canonicalEventType } from '@/lib/events/event-type';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventCriteria } from '@/lib/filters/event-filter';
import {
  callFacts,
  factPaths,
  factsOfFields,
  isCall,
  modelPath,
  type CallFacts,
} from '@/lib/events/call-facts';

/** More calls are not listed at a time. */
export const MAX_LISTED = 500;

/** Enough for a call without its texts; the facts of longer lines are asked for by their fields. */
const MAX_LINE_BYTES = 2000;

/** The kinds that tell how an event went, not what it is. */
const OUTCOME_KINDS: ReadonlySet<string> = new Set(['error_type', 'status']);

/** A call in the list. */
export interface ListedCall extends CallFacts {
  readonly eventId: string;
  readonly turn: number;
}

/** Some calls of an agent, in order. */
export interface CallList {
  readonly calls: readonly ListedCall[];
  /** The place of the first of them among all, counted from 0. */
  readonly from: number;
  readonly total: number;
}

/** The kind of the event in which Causeway records the texts of a call. Its cause is the call. */
const EXCHANGE = 'llm_exchange';

/** Whether an event has the texts of a call that is an event of its own. */
export function isExchange(event: Pick<StoredEvent, 'event_type' | 'details'>): boolean {
  return canonicalEventType(event.event_type) === 'DETAIL' && eventKind(event) === EXCHANGE;
}

/** The calls of an event's agent, failed ones included; for other events, those of its agent and kind. */
export function criteriaOfCalls(
  event: Pick<StoredEvent, 'agent_id' | 'event_type' | 'details'>,
): EventCriteria {
  const criteria = callCriteria(event);
  const details = event.details ?? {};
  const kindField = KIND_FIELDS.find((name) => details[name] === eventKind(event));
  const model = modelPath(details);
  if (model === undefined || kindField === undefined || !OUTCOME_KINDS.has(kindField)) {
    return criteria;
  }
  const { kinds: _, ...others } = criteria;
  return { ...others, where: [`${model}!=""`] };
}

/**
 * The calls around a place, at most {@link MAX_LISTED}.
 * @param at the place of the call in view among all, counted from 0
 * @param facts the details that have the facts of the call in view: the other calls have theirs in the same fields
 */
export async function findCalls(
  client: Pick<ApiClient, 'findEvents'>,
  simulationId: string,
  {
    criteria,
    at,
    facts,
    signal,
  }: {
    readonly criteria: EventCriteria;
    readonly at: number;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly signal: AbortSignal;
  },
): Promise<CallList> {
  const from = Math.floor(at / MAX_LISTED) * MAX_LISTED;
  const page = await client.findEvents(
    simulationId,
    { ...criteria, offset: from, limit: MAX_LISTED },
    { signal, maxLineBytes: MAX_LINE_BYTES, fields: factPaths(facts) },
  );
  const causes = await findCauses(client, simulationId, page.events, signal);
  const calls = page.events.map((event): ListedCall => {
    const cause = event.caused_by.map((id) => causes.get(id)).find((each) => each !== undefined);
    const own = { ...callFacts(event), ...factsOfFields(page.fields?.[event.event_id] ?? {}) };
    return {
      eventId: event.event_id,
      turn: event.turn_number,
      ...(cause === undefined ? own : callFacts(cause)),
    };
  });
  return { calls, from, total: page.total };
}

/** The calls whose texts these events have, by id; none for events that are calls themselves. */
async function findCauses(
  client: Pick<ApiClient, 'findEvents'>,
  simulationId: string,
  events: readonly StoredEvent[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StoredEvent>> {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined || !isExchange(first)) return new Map();
  const turns = events.map((event) => event.turn_number);
  const { events: found } = await client.findEvents(
    simulationId,
    {
      agent_ids: [first.agent_id ?? ''],
      event_types: ['SYSTEM'],
      turn_start: turns.reduce((a, b) => Math.min(a, b)),
      turn_end: turns.reduce((a, b) => Math.max(a, b)),
      limit: 2 * MAX_LISTED,
    },
    { signal, maxLineBytes: MAX_LINE_BYTES },
  );
  return new Map(
    found.filter((event) => isCall(callFacts(event))).map((event) => [event.event_id, event]),
  );
}

/** The median latency of the answered calls; `undefined` without two. */
export function medianLatency(calls: readonly ListedCall[]): number | undefined {
  const known = calls
    .flatMap(({ latencyMs, outcome }) =>
      latencyMs === undefined || outcome === 'failed' ? [] : [latencyMs],
    )
    .sort((a, b) => a - b);
  if (known.length < 2) return undefined;
  const [low = 0, high = 0] = [
    known[Math.ceil(known.length / 2) - 1],
    known[Math.floor(known.length / 2)],
  ];
  return (low + high) / 2;
}
