import type { SimulationEvent } from '../lib/events/simulation-event';
import { buildSimulation } from '../lib/testing/build-simulation';
import { writeSimulation, type WrittenSimulation } from '../lib/testing/write-simulation';
import { nameBytes, nameCount, nameMs } from './size';
import { timed } from './measure';

export const BENCH_SIMULATION_ID = 'bench-economy_12agents_20261004_140000_01';
export const AGENTS = 12;
export const EVENTS_PER_TURN = 500;

const PROGRESS_EVERY = 500_000;

/** Writes the seeded simulation of at least `eventCount` events (whole turns) in parts of 500 MB, saying how far it is. */
export async function generate(outputRoot: string, eventCount: number): Promise<WrittenSimulation> {
  const turns = Math.ceil(eventCount / EVENTS_PER_TURN);
  const events = buildSimulation({
    seed: 1,
    simulationId: BENCH_SIMULATION_ID,
    turns,
    agents: AGENTS,
    eventsPerTurn: EVENTS_PER_TURN,
  });
  const { ms, result } = await timed(() =>
    writeSimulation(outputRoot, BENCH_SIMULATION_ID, sayProgress(events, turns * EVENTS_PER_TURN)),
  );
  console.error(
    `made ${nameCount(result.events)} events, ${nameBytes(result.bytes)} in ${String(result.files.length)} files, in ${nameMs(ms)}`,
  );
  return result;
}

function* sayProgress(
  events: Iterable<SimulationEvent>,
  total: number,
): Generator<SimulationEvent, void, undefined> {
  let count = 0;
  for (const event of events) {
    yield event;
    count += 1;
    if (count % PROGRESS_EVERY === 0)
      console.error(`  ${nameCount(count)} of ${nameCount(total)} events written`);
  }
}
