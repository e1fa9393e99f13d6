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
 * Runs the demo simulation below `outputRoot` when that is missing or empty, else does nothing and gives `undefined`.
 * It appears there whole or not at all.
 */
export async function makeDemoSimulation(outputRoot: string): Promise<DemoSimulation | undefined> {
  await makeFolder(outputRoot);
  const entries = await readdir(outputRoot);
  // A name with a dot is no simulation but what another start left half made, or the system's own.
  if (entries.some((name) => !name.startsWith('.'))) return undefined;
  // Within the root, since only there a rename is sure not to cross to another disk; a folder deeper, so that nobody
  // who reads the root meanwhile takes it for a simulation.
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

/** Another start was quicker. */
function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}
