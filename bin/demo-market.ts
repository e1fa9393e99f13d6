import { fileURLToPath } from 'node:url';
import { SimulationConfig } from '../lib/simulation/config/simulation-config';
import {
  SimulationOrchestrator,
  type SimulationResult,
} from '../lib/simulation/simulation-orchestrator';
import { createMovingClock } from '../lib/simulation/moving-clock';
import { createDemoModel } from './demo-model';

const START_TIME = '2026-10-04T14:00:00Z';
const SEED = 20_261_004;
/** The time between two events: it makes a run of some hours, like one with a real model. */
const STEP_MS = 2_200;
/** Makes three parts. */
const MAX_FILE_BYTES = 1_200_000;

/** The newspaper's bulletins at the ends of turns. */
const BULLETINS: ReadonlyMap<number, string> = new Map([
  [10, 'Harbour Gazette: no word from the traders on next season’s ships'],
  [14, 'Harbour Gazette: bakers queue for grain, mills buy what is left'],
  [22, 'Harbour Gazette: grain dearer than ever, council asked to open the granary'],
]);

const EXAMPLE = fileURLToPath(new URL('../examples/grain-crisis.yaml', import.meta.url));

/**
 * Runs the grain crisis of the examples with a scripted model. In turn 10 juno_trader's model does not answer, and its first
 * import plan is used again. Through the drought stocks shrink, and the price of grain rises.
 */
export async function runDemoMarket(outputRoot: string): Promise<SimulationResult> {
  const { sections, directory } = await SimulationConfig.fromYaml(EXAMPLE);
  const config = SimulationConfig.fromObject(
    {
      ...sections,
      simulation: { ...sections.simulation, name: 'Market crisis' },
      agents: sections.agents.map((agent) =>
        agent.name === 'juno_trader' ? { ...agent, fallback: 'steady' } : agent,
      ),
      llm: { ...sections.llm, timeout: 5 },
      seed: SEED,
    },
    directory,
  );
  const clock = createMovingClock(START_TIME, SEED, STEP_MS);
  const orchestrator = new SimulationOrchestrator({
    config,
    outputRoot,
    eventVerbosity: 'DETAIL',
    model: createDemoModel(config, clock, SEED),
    clock,
    maxFileBytes: MAX_FILE_BYTES,
    onProgress: ({ turn }) => {
      const bulletin = BULLETINS.get(turn);
      if (bulletin !== undefined) publish(orchestrator, bulletin);
    },
  });
  return orchestrator.run();
}

/** Emits an event into the run's stream from outside the run. */
function publish({ eventWriter }: SimulationOrchestrator, description: string): void {
  eventWriter.emit({
    event_type: 'DETAIL',
    description,
    caused_by: eventWriter.turnStart,
    details: { calculation_type: 'bulletin', source: 'Harbour Gazette' },
  });
}
