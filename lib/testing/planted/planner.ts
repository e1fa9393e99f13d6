import { z } from 'zod';
import { ModelError } from '../../simulation/model/language-model';
import type { SimulationAgent } from '../../simulation/simulation-parts';
import type { Luck } from './luck';
import type { PlantHooks } from './plant';
import { roundOff } from './planted-turn';
import {
  MINOR_ACTION,
  propose,
  seeNumbers,
  type PlantedWorld,
  type WorldAgent,
} from './planted-world';

const answerSchema = z.object({ value: z.number() });

/** How often an agent takes an action that matters little. */
const ASIDE_CHANCE = 0.25;

/** An agent that decides about its setting each turn, some after asking a model, and acts by it. */
export function createPlanner(
  world: PlantedWorld,
  agent: WorldAgent,
  plant: PlantHooks,
  luck: Luck,
): SimulationAgent {
  const { name, setting, senses } = agent;
  const isPolicy = name === world.policyAgent;
  const bound = (value: number): number => roundOff(Math.min(value, agent.most ?? Infinity));
  return {
    async decide(observation, context) {
      const { turn } = observation;
      const sight = seeNumbers(observation, luck);
      const usual = roundOff(world.choose(agent, sight));
      context.explain({
        calculation_type: 'outlook',
        intermediate_values: Object.fromEntries(senses.map((each) => [each, sight.number(each)])),
        description: `${name} weighs ${senses.join(', ')}`,
        based_on: senses,
      });
      let value = usual;
      let details = {};
      if (agent.isModelAsked) {
        try {
          const about = `its ${setting} in turn ${String(turn)}`;
          const question = {
            about,
            system: name,
            prompt: about,
            schema: answerSchema,
            observation,
          };
          ({ value } = await context.ask(question));
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
          value = bound(plant.fallBack?.(name, turn, usual) ?? usual);
          details = { fallback: true, fallback_differs: value !== usual };
        }
      }
      if (isPolicy) value = bound(plant.setPolicy?.(turn, usual) ?? usual);
      const before = sight.number(setting);
      const isChanged = value !== before;
      const random = luck(`aside of ${name}`, turn);
      return {
        decision_type: `${isChanged ? 'change' : 'keep'}_${setting}`,
        description: isChanged
          ? `Change ${setting} from ${String(before)} to ${String(value)}`
          : `Keep ${setting} at ${String(value)}`,
        old_value: before,
        new_value: value,
        based_on: [...senses, setting],
        details,
        actions: [
          ...(isChanged ? [propose('set', value, 4)] : []),
          ...world.act(agent, sight, value),
          ...(random.chance(ASIDE_CHANCE) ? [propose(MINOR_ACTION, random.int(1, 9))] : []),
        ],
      };
    },
  };
}
