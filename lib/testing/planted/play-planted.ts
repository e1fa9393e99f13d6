import { SimulationConfig } from '../../simulation/config/simulation-config';
import { createMovingClock } from '../../simulation/moving-clock';
import { seedFor } from '../../simulation/seeded-random';
import { runSimulation, type FinishedRun } from '../run-simulation';
import { createLuck } from './luck';
import type { PlantHooks } from './plant';
import { createPlantedEngine } from './planted-engine';
import { createPlantedModel, MAX_RETRIES, TIMEOUT_SECONDS } from './planted-model';
import { createPlanner } from './planner';
import type { PlantedWorld } from './planted-world';

const START_TIME = '2026-10-04T14:00:00Z';
/** The average time from one event to the next. */
const STEP_MS = 40;

/** Plays a world once under `outputRoot`, at DETAIL. Without hooks it is the twin of every planted run of the same seed. */
export async function playPlanted(
  world: PlantedWorld,
  options: {
    readonly seed: number;
    readonly outputRoot: string;
    readonly plant?: PlantHooks;
  },
): Promise<FinishedRun> {
  const { seed, outputRoot, plant = {} } = options;
  const luck = createLuck(seedFor(seed, world.name));
  const clock = createMovingClock(START_TIME, seed, STEP_MS);
  const { engine, validator } = createPlantedEngine(world, plant, luck);
  const agents = new Map(world.agents.map((agent) => [agent.name, agent]));
  const config = SimulationConfig.fromObject({
    // Says nothing about a plant.
    simulation: {
      name: `${world.name} ${String(seed)}`,
      max_turns: world.turns,
      checkpoint_interval: world.turns,
    },
    engine: { type: 'planted' },
    agents: world.agents.map((agent) => ({ name: agent.name, type: 'planner' })),
    validator: { type: 'planted' },
    llm: { model: 'planted', timeout: TIMEOUT_SECONDS, max_retries: MAX_RETRIES },
    seed,
  });
  return runSimulation({
    config,
    outputRoot,
    clock,
    offline: false,
    model: createPlantedModel(world, plant, luck, clock),
    parts: {
      engines: { planted: () => engine },
      validators: { planted: () => validator },
      agents: {
        planner: ({ config: { name: agentName } }) => {
          const agent = agents.get(agentName);
          if (agent === undefined) throw new RangeError(`there is no agent ${agentName}`);
          return createPlanner(world, agent, plant, luck);
        },
      },
    },
  });
}
