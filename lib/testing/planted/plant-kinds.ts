import type { StoredEvent } from '../../events/read-event';
import type { SeededRandom } from '../../simulation/seeded-random';
import type { Observation } from '../../simulation/simulation-parts';
import type { Variables } from '../../simulation/world';
import type { Plant, PlantKind } from './plant';

/** The call, the decisions and the actions of one agent in the planted turns. */
export function inTurnsOf(agent: string, turns: readonly number[]): Plant['isPlanted'] {
  return ({ agent_id, turn_number, event_type }: StoredEvent) =>
    agent_id === agent &&
    turns.includes(turn_number) &&
    (event_type === 'SYSTEM' || event_type === 'DECISION' || event_type === 'ACTION');
}

/** A value far from the usual one, up or down. */
export function farFactor(random: SeededRandom, least: number, most: number): number {
  const factor = least + (most - least) * random.next();
  return random.chance(0.5) ? factor : 1 / factor;
}

/** The model does not answer, and the fallback decides another value than the rule. */
const TIMEOUT: PlantKind = {
  name: 'timeout',
  plant: ({ turns, random, modelAgents }) => {
    const agent = random.pick(modelAgents);
    const factor = farFactor(random, 1.6, 2.6);
    const isHere = (name: string, turn: number): boolean => name === agent && turns.includes(turn);
    return {
      silences: isHere,
      fallBack: (name, turn, usual) => (isHere(name, turn) ? usual * factor : usual),
      isPlanted: inTurnsOf(agent, turns),
    };
  },
};

/** A seldom-changed setting is moved, and stays there. Repeated: it is moved step by step. */
const POLICY: PlantKind = {
  name: 'policy',
  plant: ({ turns, random, policyAgent }) => {
    const factor = farFactor(random, 2, 3.5);
    const step = factor ** (1 / turns.length);
    return {
      setPolicy: (turn, usual) => (turns.includes(turn) ? usual * step : usual),
      isPlanted: inTurnsOf(policyAgent, turns),
    };
  },
};

/** Something outside changes the world. */
const SHOCK: PlantKind = {
  name: 'shock',
  plant: ({ turns, random, shockVariable }) => {
    const factor = 1 / (1.7 + random.next());
    return {
      shock: (turn) => (turns.includes(turn) ? factor : undefined),
      isPlanted: ({ turn_number, details }) =>
        turns.includes(turn_number) &&
        (details?.['shock'] !== undefined || details?.['variable_name'] === shockVariable),
    };
  },
};

/** An agent sees a wrong value of a variable that its rule reads. */
const OBSERVATION: PlantKind = {
  name: 'observation',
  plant: ({ turns, random, agents, sensesOf }) => {
    const agent = random.pick(agents);
    const [sense = ''] = sensesOf(agent);
    const factor = farFactor(random, 2.5, 4);
    return {
      observe: (truth) =>
        truth.agent === agent && turns.includes(truth.turn)
          ? distort(truth, sense, (value) => value * factor)
          : truth,
      isPlanted: inTurnsOf(agent, turns),
    };
  },
};

/** The validator refuses what an agent wants to do. */
const REJECTION: PlantKind = {
  name: 'rejection',
  plant: ({ turns, random, agents }) => {
    const agent = random.pick(agents);
    return {
      refuses: (name, turn, { isMinor }) => name === agent && turns.includes(turn) && !isMinor,
      isPlanted: inTurnsOf(agent, turns),
    };
  },
};

export const PLANT_KINDS: readonly PlantKind[] = [TIMEOUT, POLICY, SHOCK, OBSERVATION, REJECTION];

/** The observation with one number changed: the agent's own, the world's, or `other.name`. */
export function distort(
  truth: Observation,
  reference: string,
  alter: (value: number) => number,
): Observation {
  const change = (variables: Variables, name: string): Variables => {
    const value = variables[name];
    return typeof value === 'number' ? { ...variables, [name]: alter(value) } : variables;
  };
  const { self, globals, others } = truth;
  if (Object.hasOwn(self, reference)) return { ...truth, self: change(self, reference) };
  if (Object.hasOwn(globals, reference)) return { ...truth, globals: change(globals, reference) };
  const [owner = '', name = ''] = reference.split('.');
  return { ...truth, others: { ...others, [owner]: change(others[owner] ?? {}, name) } };
}
