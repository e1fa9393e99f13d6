import type { Inference, RuledEvent } from './inference';

/** `turn_start_before_decision`: the cause of a DECISION is the latest start of its turn before it. */
export function inferTurnStartsBeforeDecisions<Event extends RuledEvent>(
  turn: readonly Event[],
): readonly Inference<Event>[] {
  return latestTurnStart(turn, (event) => event.role === 'decision').map((found) => ({
    ...found,
    rule: 'turn_start_before_decision',
  }));
}

/**
 * `turn_start_before_action`: the cause of an ACTION whose agent made no DECISION before it in the turn is the latest start of
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
 * `actions_before_turn_end`: the causes of a turn's end are all ACTIONs of the turn before it. If a turn ends more than once,
 * only the ACTIONs since the previous end count.
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

/** The events accepted by `isEffect`, which is called in event order, each with the latest start of the turn before it. */
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
