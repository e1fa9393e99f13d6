import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { findEventParts } from '../lib/files/event-parts';
import { makeFolder } from '../lib/files/make-folder';
import { runDemoMarket } from './demo-market';

export interface DemoSimulation {
  /** Its directory. */
  readonly path: string;
  readonly events: number;
  readonly bytes: number;
  /** Names of its parts, oldest first. */
  readonly files: readonly string[];
}

/**
 * Runs the demo simulation under `outputRoot` if that is missing or empty; otherwise does nothing and returns `undefined`. The
 * simulation appears complete or not at all.
 */
export async function makeDemoSimulation(outputRoot: string): Promise<DemoSimulation | undefined> {
  await makeFolder(outputRoot);
  const entries = await readdir(outputRoot);
  // A name with a dot is an unfinished demo of another start, or a file of the system, and not a simulation.
  if (entries.some((name) => !name.startsWith('.'))) return undefined;
  // Inside the root, because only there a rename certainly stays on the same disk. In a sub-folder, so that a concurrent reader
  // of the root does not mistake it for a simulation.
  const workshop = await mkdtemp(path.join(outputRoot, '.demo-'));
  try {
    const { runId, directory, counters } = await runDemoMarket(workshop);
    const parts = await findEventParts(directory);
    const place = path.join(outputRoot, runId);
    await rename(directory, place);
    const files = parts.map(({ name }) => name);
    return { path: place, events: counters.written, bytes: counters.bytes, files };
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw error;
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Another start was faster. */
function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}
