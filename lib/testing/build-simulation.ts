import type { SimulationEvent } from '../events/simulation-event';
import { createSeededClock } from '../simulation/seeded-clock';
import { createSeededRandom } from '../simulation/seeded-random';
import { createSeededTurns } from './seeded-turns';

export interface SimulationOptions {
  /** An integer; default 1. */
  readonly seed?: number;
  /** Default `seeded_<seed>`. */
  readonly simulationId?: string;
  /** Turns 1 to this; default 10. */
  readonly turns?: number;
  /** The number of agents, named agent_000 and so on; default 6. */
  readonly agents?: number;
  /** The exact number, at least 4; default 100. The first and the last event of the simulation count in the outer turns. */
  readonly eventsPerTurn?: number;
  /** ISO 8601; default 2026-10-04T14:00:00Z. */
  readonly startTime?: string;
}

/**
 * Yields the events of a generated simulation in order, `turns * eventsPerTurn` of them. The same options yield the same bytes.
 * Only one turn is held in memory. Every cause is an earlier event, and chains continue from turn to turn.
 */
export function* buildSimulation(
  options: SimulationOptions = {},
): Generator<SimulationEvent, void, undefined> {
  const { seed = 1, turns = 10, agents = 6, eventsPerTurn = 100 } = options;
  const { simulationId = `seeded_${String(seed)}`, startTime = '2026-10-04T14:00:00Z' } = options;
  if (eventsPerTurn < 4) throw new RangeError(`eventsPerTurn ${String(eventsPerTurn)} is below 4`);

  const simulation = createSeededTurns({
    simulationId,
    agents,
    random: createSeededRandom(seed),
    clock: createSeededClock(startTime, seed),
  });
  if (turns > 0) yield simulation.start();
  for (let turn = 1; turn <= turns; turn++) {
    const outer = (turn === 1 ? 1 : 0) + (turn === turns ? 1 : 0);
    yield* simulation.turn(turn, eventsPerTurn - outer);
  }
  if (turns > 0) yield simulation.end(turns);
}
