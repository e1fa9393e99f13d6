import type { InferenceRule, InferredLink } from '../causality/causal-link';
import { eventKind } from '../events/event-kind';
import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';

/** The role of an event in the rules; empty for others. */
type Deed =
  | 'DECISION'
  | 'ACTION'
  | 'STATE'
  | 'turn_start'
  | 'turn_end'
  | 'simulation_start'
  | 'simulation_end';

function isA(event: StoredEvent, deed: Deed): boolean {
  const type = canonicalEventType(event.event_type);
  if (deed === 'DECISION' || deed === 'ACTION' || deed === 'STATE') return type === deed;
  return (type === 'MILESTONE' || type === 'SYSTEM') && eventKind(event) === deed;
}

/** The causes of an event, from all events before it and all events; the nearest last. */
type Rule = (
  effect: StoredEvent,
  before: readonly StoredEvent[],
  all: readonly StoredEvent[],
) => readonly (StoredEvent | undefined)[];

const ofTurn = (events: readonly StoredEvent[], { turn_number }: StoredEvent) =>
  events.filter((event) => event.turn_number === turn_number);

function decisionOf(action: StoredEvent, before: readonly StoredEvent[]): StoredEvent | undefined {
  if (action.agent_id === null) return undefined;
  return ofTurn(before, action).findLast(
    (event) => isA(event, 'DECISION') && event.agent_id === action.agent_id,
  );
}

function startOf(effect: StoredEvent, before: readonly StoredEvent[]): StoredEvent | undefined {
  return ofTurn(before, effect).findLast((event) => isA(event, 'turn_start'));
}

const RULES: Readonly<Record<InferenceRule, { readonly of: Deed; readonly causes: Rule }>> = {
  decision_before_action: {
    of: 'ACTION',
    causes: (action, before) => [decisionOf(action, before)],
  },
  turn_start_before_action: {
    of: 'ACTION',
    causes: (action, before) =>
      decisionOf(action, before) === undefined ? [startOf(action, before)] : [],
  },
  turn_start_before_decision: {
    of: 'DECISION',
    causes: (decision, before) => [startOf(decision, before)],
  },
  action_before_state: {
    of: 'STATE',
    causes: (state, before) =>
      state.agent_id === null
        ? []
        : [
            ofTurn(before, state).findLast(
              (event) => isA(event, 'ACTION') && event.agent_id === state.agent_id,
            ),
          ],
  },
  actions_before_turn_end: {
    of: 'turn_end',
    causes: (end, before) => {
      const turn = ofTurn(before, end);
      const lastEnd = turn.findLastIndex((event) => isA(event, 'turn_end'));
      return turn.slice(lastEnd + 1).filter((event) => isA(event, 'ACTION'));
    },
  },
  turn_end_before_turn_start: {
    of: 'turn_start',
    causes: (start, before, all) => {
      const lower = all.filter(
        (event) => isA(event, 'turn_end') && event.turn_number < start.turn_number,
      );
      const nearest = Math.max(...lower.map((event) => event.turn_number));
      return [before.findLast((event) => isA(event, 'turn_end') && event.turn_number === nearest)];
    },
  },
  simulation_start_before_turn_start: {
    of: 'turn_start',
    causes: (start, before, all) => {
      const isFirst = !all.some(
        (event) =>
          (isA(event, 'turn_start') || isA(event, 'turn_end')) &&
          event.turn_number < start.turn_number,
      );
      return isFirst ? [before.findLast((event) => isA(event, 'simulation_start'))] : [];
    },
  },
  turn_end_before_simulation_end: {
    of: 'simulation_end',
    causes: (_, before) => [before.findLast((event) => isA(event, 'turn_end'))],
  },
};

/** The inferred links without duplicates, by the definition of each rule. `events` are in event order. */
export function scanInferences(events: readonly StoredEvent[]): readonly InferredLink[] {
  const links = new Map<string, InferredLink>();
  for (const [at, effect] of events.entries()) {
    const before = events.slice(0, at);
    const found = Object.entries(RULES).flatMap(([rule, { of, causes }]) =>
      isA(effect, of)
        ? causes(effect, before, events).map((cause) => ({ rule: rule as InferenceRule, cause }))
        : [],
    );
    const placeOf = (cause: StoredEvent | undefined): number =>
      cause === undefined ? -1 : events.indexOf(cause);
    for (const { rule, cause } of found.sort((a, b) => placeOf(a.cause) - placeOf(b.cause))) {
      if (cause === undefined || cause.event_id === effect.event_id) continue;
      const pair = JSON.stringify([cause.event_id, effect.event_id]);
      const ends = { cause: cause.event_id, effect: effect.event_id };
      if (!links.has(pair)) links.set(pair, { ...ends, origin: 'inferred', rule });
    }
  }
  return [...links.values()];
}
