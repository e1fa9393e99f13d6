import { inferActionsBeforeStates, inferDecisionsBeforeActions } from './infer-agent-causes';
import {
  inferSimulationStartsBeforeTurnStarts,
  inferTurnEndsBeforeSimulationEnds,
  inferTurnEndsBeforeTurnStarts,
} from './infer-boundary-causes';
import {
  inferActionsBeforeTurnEnds,
  inferTurnStartsBeforeActions,
  inferTurnStartsBeforeDecisions,
} from './infer-turn-causes';
import type { Inference, RuledEvent } from './inference';
import type { Pace } from './pace';

type Rule<Event extends RuledEvent> = (events: readonly Event[]) => readonly Inference<Event>[];

/** Applies the rules to the events of one turn, given in event order. At most two inferences per event. */
export function inferWithinTurn<Event extends RuledEvent>(
  turn: readonly Event[],
  pace: Pick<Pace, 'breathe'>,
): Promise<readonly Inference<Event>[]> {
  return applyRules<Event>(turn, WITHIN_TURN, pace);
}

/** Applies the rules to the boundaries of all turns and of the simulation, given in event order. */
export function inferBetweenTurns<Event extends RuledEvent>(
  boundaries: readonly Event[],
  pace: Pick<Pace, 'breathe'>,
): Promise<readonly Inference<Event>[]> {
  return applyRules<Event>(boundaries, BETWEEN_TURNS, pace);
}

const WITHIN_TURN = [
  inferDecisionsBeforeActions,
  inferTurnStartsBeforeActions,
  inferTurnStartsBeforeDecisions,
  inferActionsBeforeStates,
  inferActionsBeforeTurnEnds,
] as const;

const BETWEEN_TURNS = [
  inferTurnEndsBeforeTurnStarts,
  inferSimulationStartsBeforeTurnStarts,
  inferTurnEndsBeforeSimulationEnds,
] as const;

/** Each rule visits each event once. A pause between rules lets other work run. */
async function applyRules<Event extends RuledEvent>(
  events: readonly Event[],
  rules: readonly Rule<Event>[],
  { breathe }: Pick<Pace, 'breathe'>,
): Promise<readonly Inference<Event>[]> {
  const found: (readonly Inference<Event>[])[] = [];
  for (const rule of rules) {
    await breathe();
    found.push(rule(events));
  }
  return found.flat();
}
