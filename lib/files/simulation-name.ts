import path from 'node:path';
import { z } from 'zod';
import { readRegularFile } from './regular-file';

/** A larger file is not a configuration: the whole file would be held in memory. */
export const MAX_CONFIG_BYTES = 16 * 1024 * 1024;

const configSchema = z.object({ simulation: z.object({ name: z.string().min(1) }) });

/** The name in a simulation's `config.json`; `undefined` when there is none to read. */
export async function readSimulationName(directory: string): Promise<string | undefined> {
  try {
    const file = path.join(directory, 'config.json');
    const bytes = await readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES });
    return nameInConfig(bytes.toString('utf8'));
  } catch {
    // A simulation without a readable config.json is shown by its id.
    return undefined;
  }
}

/** The name in the text of a `config.json`; `undefined` when it has none. @throws {SyntaxError} when it is not JSON */
export function nameInConfig(text: string): string | undefined {
  const config: unknown = JSON.parse(text);
  return configSchema.safeParse(config).data?.simulation.name;
}
