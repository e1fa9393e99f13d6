import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { MARKET_STORY_CONFIG, MARKET_STORY_ID, tellMarketStory } from '../lib/testing/market-story';
import { writeSimulation } from '../lib/testing/write-simulation';

export interface DemoSimulation {
  /** Its directory. */
  readonly path: string;
  readonly events: number;
  readonly bytes: number;
  /** Names of its parts, oldest first. */
  readonly files: readonly string[];
}

/** Three parts of about equal size. */
const MAX_FILE_BYTES = 850_000;

/**
 * Writes the market story below `outputRoot` when that is missing or empty, else does nothing and gives `undefined`.
 * It appears there whole or not at all.
 */
export async function makeDemoSimulation(outputRoot: string): Promise<DemoSimulation | undefined> {
  await mkdir(outputRoot, { recursive: true });
  const entries = await readdir(outputRoot);
  // A name with a dot is no simulation but what another start left half made, or the system's own.
  if (entries.some((name) => !name.startsWith('.'))) return undefined;
  // Within the root, since only there a rename is sure not to cross to another disk; a folder deeper, so that nobody
  // who reads the root meanwhile takes it for a simulation.
  const workshop = await mkdtemp(path.join(outputRoot, '.demo-'));
  try {
    const written = writeSimulation(workshop, MARKET_STORY_ID, tellMarketStory(), {
      maxFileBytes: MAX_FILE_BYTES,
      config: MARKET_STORY_CONFIG,
    });
    const place = path.join(outputRoot, MARKET_STORY_ID);
    await rename(path.join(workshop, MARKET_STORY_ID), place);
    return { path: place, ...written };
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
