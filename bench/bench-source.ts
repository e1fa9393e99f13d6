import path from 'node:path';
import { findEventParts } from '../lib/files/event-parts';
import { BENCH_SIMULATION_ID, EVENTS_PER_TURN, generate } from './generate';
import { countLines } from './naive-scan';

/** The simulation that is measured. */
export interface BenchSource {
  readonly outputRoot: string;
  readonly simulationId: string;
  /** Its files, oldest first. */
  readonly paths: readonly string[];
  readonly events: number;
  readonly turns: number;
  readonly bytes: number;
}

/** Writes a seeded simulation with a minimum number of events under `outputRoot`. */
export async function makeSource(outputRoot: string, eventCount: number): Promise<BenchSource> {
  await generate(outputRoot, eventCount);
  return findSource(outputRoot);
}

/**
 * The simulation that an earlier run has written under `outputRoot`. Reads its files, so that later readers find them in the page
 * cache.
 * @throws when there is none
 */
export async function findSource(outputRoot: string): Promise<BenchSource> {
  const root = path.resolve(outputRoot);
  const parts = await findEventParts(path.join(root, BENCH_SIMULATION_ID));
  if (parts.length === 0)
    throw new Error(`there is no ${BENCH_SIMULATION_ID} under ${root}; --keep keeps one`);
  const paths = parts.map((part) => part.path);
  const events = countLines(paths);
  return {
    outputRoot: root,
    simulationId: BENCH_SIMULATION_ID,
    paths,
    events,
    turns: events / EVENTS_PER_TURN,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
