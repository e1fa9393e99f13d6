import type {
  ActionType,
  ActionValidator,
  SimulationEngine,
} from '../../simulation/simulation-parts';
import type { Luck } from './luck';
import type { PlantHooks } from './plant';
import { amountIn, openPlantedTurn, payloadSchema } from './planted-turn';
import { MINOR_ACTION, type PlantedWorld } from './planted-world';
import { disturb } from './shocks';

/** The chance that the validator refuses an action that matters little, or one that matters. */
const [MINOR_CHANCE, MAJOR_CHANCE] = [0.12, 0.003];

/** The rules of a world: seasons and shocks, then the settings that agents have decided, then the world's own changes. */
export function createPlantedEngine(
  world: PlantedWorld,
  plant: PlantHooks,
  luck: Luck,
): { readonly engine: SimulationEngine; readonly validator: ActionValidator } {
  const settings = new Map(world.agents.map(({ name, setting }) => [name, setting]));
  let now = 0;
  const engine: SimulationEngine = {
    actions: ['set', MINOR_ACTION, ...world.actions].map(describeAction),
    begin: () => world.begin(luck),
    observe: (truth) => {
      now = truth.turn;
      return plant.observe?.(truth) ?? truth;
    },
    advance: (open) => {
      const turn = openPlantedTurn(open, luck);
      disturb(turn, world.shockTarget, plant);
      for (const { agent, amount, trace } of turn.actions('set')) {
        const owner = agent === world.policyAgent ? undefined : agent;
        turn.set(settings.get(agent) ?? '', owner, amount, [trace]);
      }
      for (const { agent, amount, trace } of turn.actions(MINOR_ACTION)) {
        turn.add('favours', agent, amount, [trace]);
      }
      world.advance(turn);
    },
  };
  const validator: ActionValidator = {
    validate: ({ agent, action_type, action_payload }) => {
      const isMinor = action_type === MINOR_ACTION;
      const action = { type: action_type, amount: amountIn(action_payload), isMinor };
      const random = luck(`refusal of ${agent} ${action_type}`, now);
      const isRefused =
        (plant.refuses?.(agent, now, action) ?? false) ||
        random.chance(isMinor ? MINOR_CHANCE : MAJOR_CHANCE);
      return isRefused
        ? { accepted: false, reason: 'the rules of the day forbid it' }
        : { accepted: true };
    },
  };
  return { engine, validator };
}

function describeAction(action_type: string): ActionType {
  return { action_type, description: action_type, payload: payloadSchema };
}
