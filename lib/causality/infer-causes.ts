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

/** What the rules say of the events of one turn, given in event order. At most two inferences an event. */
export function inferWithinTurn<Event extends RuledEvent>(
  turn: readonly Event[],
): readonly Inference<Event>[] {
  return [
    ...inferDecisionsBeforeActions(turn),
    ...inferTurnStartsBeforeActions(turn),
    ...inferTurnStartsBeforeDecisions(turn),
    ...inferActionsBeforeStates(turn),
    ...inferActionsBeforeTurnEnds(turn),
  ];
}

/** What the rules say of the boundaries of all turns and of the simulation, given in event order. */
export function inferBetweenTurns<Event extends RuledEvent>(
  boundaries: readonly Event[],
): readonly Inference<Event>[] {
  return [
    ...inferTurnEndsBeforeTurnStarts(boundaries),
    ...inferSimulationStartsBeforeTurnStarts(boundaries),
    ...inferTurnEndsBeforeSimulationEnds(boundaries),
  ];
}
