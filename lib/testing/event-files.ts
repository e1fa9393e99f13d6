import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildSimulation } from './build-simulation';
import type { EventFile } from './scan-files';

/** Writes the parts of a simulation's stream. Returns its folder. */
export async function writeEventFiles(
  root: string,
  simulationId: string,
  files: readonly EventFile[],
): Promise<string> {
  const folder = path.join(root, simulationId);
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of files) await writeFile(path.join(folder, name), bytes);
  return folder;
}

export function eventFile(name: string, lines: readonly string[]): EventFile {
  return { name, bytes: Buffer.from(lines.join('')) };
}

/** Lines of a generated run, each with its ending. */
export function eventLines(count: number, seed = 1): readonly string[] {
  const options = { seed, turns: 1, eventsPerTurn: count, simulationId: 'sim' };
  return [...buildSimulation(options)].map((event) => `${JSON.stringify(event)}\n`);
}
