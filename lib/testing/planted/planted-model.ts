import { ModelError, type LanguageModel } from '../../simulation/model/language-model';
import type { MovingClock } from '../../simulation/moving-clock';
import type { Luck } from './luck';
import type { PlantHooks } from './plant';
import { roundOff } from './planted-turn';
import { seeNumbers, type PlantedWorld } from './planted-world';

export const TIMEOUT_SECONDS = 5;
export const MAX_RETRIES = 2;

const RETRY_CHANCE = 0.05;
const GIVE_UP_CHANCE = 0.008;
/** The number of give-ups that every run has. */
const SURE_GIVE_UPS = 2;

/**
 * A model that answers by the rules of a world. Sometimes an attempt times out and the next is answered; seldom no attempt is
 * answered; and in a planted silence none.
 */
export function createPlantedModel(
  world: PlantedWorld,
  plant: PlantHooks,
  luck: Luck,
  clock: MovingClock,
): LanguageModel {
  const agents = new Map(world.agents.map((agent) => [agent.name, agent]));
  const asking = world.agents.flatMap(({ name, isModelAsked }) => (isModelAsked ? [name] : []));
  const sure = new Set(
    Array.from({ length: SURE_GIVE_UPS }, (_, i) => {
      const random = luck('give-up', i);
      return `${random.pick(asking)} ${String(random.int(2, world.turns))}`;
    }),
  );
  /** By agent: the turn and the number of its attempts. */
  const attempts = new Map<string, { readonly turn: number; readonly count: number }>();
  return {
    name: 'planted',
    host: '',
    check: () => Promise.resolve(),
    complete: ({ agent: name, observation, prompt }) => {
      const agent = agents.get(name);
      if (agent === undefined || observation === undefined) throw new RangeError(`agent ${name}`);
      const { turn } = observation;
      const last = attempts.get(name);
      const count = last?.turn === turn ? last.count + 1 : 1;
      attempts.set(name, { turn, count });
      const random = luck(`call of ${name}`, turn);
      const fate = random.next();
      const isGivenUp = fate < GIVE_UP_CHANCE || sure.has(`${name} ${String(turn)}`);
      const timeouts =
        (plant.silences?.(name, turn) ?? false) || isGivenUp
          ? Infinity
          : fate < GIVE_UP_CHANCE + RETRY_CHANCE
            ? random.int(1, MAX_RETRIES)
            : 0;
      if (count <= timeouts) {
        clock.advance(TIMEOUT_SECONDS * 1000);
        throw new ModelError('llm_timeout', 'no answer in time');
      }
      clock.advance(random.int(240, 1900));
      const usual = world.choose(agent, seeNumbers(observation, luck));
      const value = plant.answer?.(name, turn, usual) ?? usual;
      const text = JSON.stringify({ value: roundOff(Math.min(value, agent.most ?? Infinity)) });
      return Promise.resolve({
        text,
        prompt_tokens: prompt.length,
        completion_tokens: text.length,
      });
    },
  };
}
