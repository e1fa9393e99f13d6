import type { Inference, RuledEvent } from './inference';

/** `decision_before_action`: the cause of an ACTION is the latest DECISION of its agent before it in the turn. */
export function inferDecisionsBeforeActions<Event extends RuledEvent>(
  turn: readonly Event[],
): readonly Inference<Event>[] {
  return latestOfAgent(turn, 'decision', 'action').map((found) => ({
    ...found,
    rule: 'decision_before_action',
  }));
}

/** `action_before_state`: the cause of a STATE of an agent is the latest ACTION of the agent before it in the turn. */
export function inferActionsBeforeStates<Event extends RuledEvent>(
  turn: readonly Event[],
): readonly Inference<Event>[] {
  return latestOfAgent(turn, 'action', 'state').map((found) => ({
    ...found,
    rule: 'action_before_state',
  }));
}

/** Each event of one role, with the latest event of the other role and the same agent before it, if there is one. */
function latestOfAgent<Event extends RuledEvent>(
  turn: readonly Event[],
  causeRole: 'decision' | 'action',
  effectRole: 'action' | 'state',
): readonly { readonly cause: Event; readonly effect: Event }[] {
  const found: { readonly cause: Event; readonly effect: Event }[] = [];
  const latest = new Map<string, Event>();
  for (const event of turn) {
    // Events without an agent are not of the same agent.
    if (event.agent_id === null) continue;
    const cause = event.role === effectRole ? latest.get(event.agent_id) : undefined;
    if (event.role === causeRole) latest.set(event.agent_id, event);
    if (cause !== undefined) found.push({ cause, effect: event });
  }
  return found;
}
