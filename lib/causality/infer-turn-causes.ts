import type { Inference, RuledEvent } from './inference';

/** `turn_start_before_decision`: a DECISION is caused by the latest start of its turn before it. */
export function inferTurnStartsBeforeDecisions<Event extends RuledEvent>(
  turn: readonly Event[],
): readonly Inference<Event>[] {
  return latestTurnStart(turn, (event) => event.role === 'decision').map((found) => ({
    ...found,
    rule: 'turn_start_before_decision',
  }));
}

/**
 * `turn_start_before_action`: an ACTION whose agent made no DECISION before it in the turn is caused by the latest start of
 * the turn before it.
 */
export function inferTurnStartsBeforeActions<Event extends RuledEvent>(
  turn: readonly Event[],
): readonly Inference<Event>[] {
  const decided = new Set<string | null>();
  const isUndecided = ({ role, agent_id }: Event): boolean => {
    if (role === 'decision' && agent_id !== null) decided.add(agent_id);
    return role === 'action' && !decided.has(agent_id);
  };
  return latestTurnStart(turn, isUndecided).map((found) => ({
    ...found,
    rule: 'turn_start_before_action',
  }));
}

/**
 * `actions_before_turn_end`: the end of a turn is caused by all ACTIONs of the turn before it. Should a turn end more than
 * once, each end is caused by those since the one before.
 */
export function inferActionsBeforeTurnEnds<Event extends RuledEvent>(
  turn: readonly Event[],
): readonly Inference<Event>[] {
  const found: Inference<Event>[] = [];
  let actions: Event[] = [];
  for (const event of turn) {
    if (event.role === 'action') actions.push(event);
    if (event.role !== 'turn_end') continue;
    for (const cause of actions) {
      found.push({ cause, effect: event, rule: 'actions_before_turn_end' });
    }
    actions = [];
  }
  return found;
}

/** The events that `isEffect` holds for, asked in their order, with the latest start of the turn before each. */
function latestTurnStart<Event extends RuledEvent>(
  turn: readonly Event[],
  isEffect: (event: Event) => boolean,
): readonly { readonly cause: Event; readonly effect: Event }[] {
  const found: { readonly cause: Event; readonly effect: Event }[] = [];
  let start: Event | undefined;
  for (const event of turn) {
    if (event.role === 'turn_start') start = event;
    if (isEffect(event) && start !== undefined) found.push({ cause: start, effect: event });
  }
  return found;
}
