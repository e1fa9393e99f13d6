import { buildLinkGraph } from '../../lib/causality/link-graph';
import { countInfluence } from '../../lib/causality/count-influence';
import { eventKind } from '../../lib/events/event-kind';
import { eventOutcome } from '../../lib/events/event-outcome';
import type { StoredEvent } from '../../lib/events/read-event';
import type { Answer } from './explainer';
import { isBoundary, isCandidate, isRejection, readUpstream, type Upstream } from './upstream';

/** A simple way to rank the causes of an event. */
export interface Baseline {
  readonly name: string;
  readonly rank: (events: readonly StoredEvent[], eventId: string) => readonly Answer[];
}

/** An event of a kind with at most so many events upstream is rare. */
const MAX_RARE = 3;

export const BASELINES: readonly Baseline[] = [
  {
    name: 'nearest failure',
    // As in runs that do not link rejections to what follows.
    rank: (events, eventId) =>
      rankFailures(readUpstream(events, eventId, (cause) => !isRejection(cause))),
  },
  {
    name: 'nearest failure, rejections linked',
    rank: (events, eventId) => rankFailures(readUpstream(events, eventId)),
  },
  { name: 'most influential ancestor', rank: rankInfluence },
  {
    name: 'nearest root cause',
    rank: (events, eventId) => {
      const upstream = readUpstream(events, eventId);
      return groupDeeds(
        upstream,
        nearestFirst(
          upstream,
          upstream.events.filter((event) => isCandidate(event) && isRoot(upstream, event)),
        ),
      );
    },
  },
  { name: 'most recent rare kind', rank: rankRareKinds },
];

function rankFailures(upstream: Upstream): readonly Answer[] {
  const failures = upstream.events.filter(
    (event) => isCandidate(event) && eventOutcome(event) === 'failed',
  );
  return groupDeeds(upstream, nearestFirst(upstream, failures));
}

/** Influence: the number of events upstream that an event led to. */
function rankInfluence(events: readonly StoredEvent[], eventId: string): readonly Answer[] {
  const upstream = readUpstream(events, eventId);
  const all = [...upstream.events, upstream.target];
  const links = all.flatMap((event) =>
    upstream.causesOf(event).map((cause) => ({
      cause: cause.event_id,
      effect: event.event_id,
      origin: 'declared' as const,
    })),
  );
  const graph = buildLinkGraph(
    all.map(({ event_id }) => event_id),
    links,
  );
  const counting = countInfluence(graph);
  let step = counting.next();
  while (step.done !== true) step = counting.next();
  const counts = step.value;
  const influenceOf = (event: StoredEvent): number => counts[graph.numberOf(event.event_id)] ?? 0;
  const ranked = upstream.events
    .filter(isCandidate)
    .toReversed()
    .sort((a, b) => influenceOf(b) - influenceOf(a));
  return groupDeeds(upstream, ranked);
}

/** Caused by nothing but boundaries, and by earlier changes of the same variable. */
function isRoot(upstream: Upstream, event: StoredEvent): boolean {
  return upstream
    .causesOf(event)
    .every((cause) => isBoundary(cause) || variableOf(cause) === variableOf(event));
}

function variableOf({ event_type, agent_id, event_id, details }: StoredEvent): string {
  if (event_type !== 'STATE') return event_id;
  return `${agent_id ?? ''}.${String(details?.['variable_name'])}`;
}

function rankRareKinds(events: readonly StoredEvent[], eventId: string): readonly Answer[] {
  const upstream = readUpstream(events, eventId);
  const candidates = upstream.events.filter(isCandidate);
  const kindOf = (event: StoredEvent): string => `${event.event_type} ${eventKind(event) ?? ''}`;
  const counts = new Map<string, number>();
  for (const event of candidates) counts.set(kindOf(event), (counts.get(kindOf(event)) ?? 0) + 1);
  const rare = candidates.filter((event) => (counts.get(kindOf(event)) ?? 0) <= MAX_RARE);
  return groupDeeds(upstream, rare.toReversed());
}

/** By the number of links, then the latest first. */
function nearestFirst(
  { distanceOf }: Upstream,
  events: readonly StoredEvent[],
): readonly StoredEvent[] {
  return events.toReversed().sort((a, b) => distanceOf(a) - distanceOf(b));
}

/** Names each turn of an agent once, at its first event in the list, with all of its events. Events without agent stand alone. */
function groupDeeds(upstream: Upstream, ranked: readonly StoredEvent[]): readonly Answer[] {
  const members = new Map<string, string[]>();
  for (const event of upstream.events.filter(isCandidate)) {
    const deed = deedOf(event);
    members.set(deed, [...(members.get(deed) ?? []), event.event_id]);
  }
  const answers = new Map<string, Answer>();
  for (const event of ranked) {
    const deed = deedOf(event);
    if (!answers.has(deed)) answers.set(deed, { event, events: members.get(deed) ?? [] });
  }
  return [...answers.values()];
}

function deedOf({ agent_id, turn_number, event_id }: StoredEvent): string {
  return agent_id === null ? event_id : `${String(turn_number)} ${agent_id}`;
}
