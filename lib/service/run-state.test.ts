import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { SimulationConfig } from '../simulation/config/simulation-config';
import { PATIENT } from '../testing/set-up-store';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { EXAMPLES, readExample, runSimulation } from '../testing/run-simulation';
import { makeTempRoot } from '../testing/temp-root';
import { createEventService } from './event-service';

const valuesSchema = z.record(z.string(), z.unknown());
const checkpointSchema = z.object({
  state: z.object({
    turn: z.int(),
    global_state: valuesSchema,
    agents: z.record(z.string(), valuesSchema),
  }),
});
type World = Omit<z.infer<typeof checkpointSchema>['state'], 'turn'>;

/** The world of the engine at the end of each turn, from its checkpoints. */
async function readWorlds(directory: string): Promise<ReadonlyMap<number, World>> {
  const folder = path.join(directory, 'checkpoints');
  const names = (await readdir(folder)).filter((name) => name.startsWith('turn_'));
  const worlds = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      const { turn, ...world } = checkpointSchema.parse(JSON.parse(text)).state;
      return [turn, world] as const;
    }),
  );
  return new Map(worlds);
}

it.each(EXAMPLES.flatMap((name) => [1, 2, 3].map((seed) => ({ name, seed }))))(
  'replays the world of the engine of $name at the end of every turn, seed $seed',
  async ({ name, seed }) => {
    const root = (await makeTempRoot(onTestFinished)).path;
    const { sections } = await readExample(name);
    const simulation = { ...sections.simulation, checkpoint_interval: 1 };
    const config = SimulationConfig.fromObject({ ...sections, simulation, seed });
    const { result } = await runSimulation({ config, outputRoot: root });
    const worlds = await readWorlds(result.directory);
    // From events alone.
    await rm(path.join(result.directory, 'checkpoints'), { recursive: true });

    const indexDir = (await makeTempRoot(onTestFinished)).path;
    const store = await openDuckDbStore({ outputRoot: root, indexDir, ...PATIENT });
    onTestFinished(() => store.close());
    const service = createEventService({ outputRoot: root, store });
    expect(worlds.size).toBe(result.turn + 1);
    for (const [turn, world] of worlds) {
      const { values } = await service.getState(result.runId, { turn });
      const global_state: Record<string, unknown> = {};
      const agents: Record<string, Record<string, unknown>> = {};
      for (const { agent_id, variable_name, value } of values) {
        const place = agent_id === null ? global_state : (agents[agent_id] ??= {});
        place[variable_name] = JSON.parse(value);
      }
      expect({ turn, global_state, agents }).toEqual({ turn, ...world });
    }
  },
);
