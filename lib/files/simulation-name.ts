import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const configSchema = z.object({ simulation: z.object({ name: z.string().min(1) }) });

/** The name in a simulation's `config.json`; `undefined` when there is none to be read. */
export async function readSimulationName(directory: string): Promise<string | undefined> {
  try {
    const config: unknown = JSON.parse(await readFile(path.join(directory, 'config.json'), 'utf8'));
    return configSchema.safeParse(config).data?.simulation.name;
  } catch {
    // A simulation without a readable config.json is shown by its id.
    return undefined;
  }
}
