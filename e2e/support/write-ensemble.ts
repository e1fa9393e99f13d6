import type { SimulationEvent } from '../../lib/events/simulation-event';
import { writeSimulation } from '../../lib/testing/write-simulation';

export const ENSEMBLE_NAME = 'Market crisis';
/** The turn in which juno_trader hoards or sells, which decides whether the price rises over 300. */
export const FORK_TURN = 5;

const ELASTICITIES = [0.1, 0.2, 0.3] as const;
const SEEDS = [1, 2, 3, 4] as const;
const TURNS = 24;
const PEAK_TURN = 12;

/** The runs of the ensemble: twelve, of which the first, second and third elasticity have 1, 2 and 3 over 300. */
export const ENSEMBLE_IDS = ELASTICITIES.flatMap((_, at) =>
  SEEDS.map((seed) => `crisis_${String(at * SEEDS.length + seed).padStart(2, '0')}`),
);

/** Writes twelve runs of one configuration that differ in a setting and in the seed. */
export function writeEnsemble(outputRoot: string): void {
  for (const [place, id] of ENSEMBLE_IDS.entries()) {
    const at = Math.floor(place / SEEDS.length);
    const seed = (place % SEEDS.length) + 1;
    const config = {
      simulation: { name: ENSEMBLE_NAME, max_turns: TURNS },
      engine: { goods: [{ name: 'grain', elasticity: ELASTICITIES[at] }] },
      seed,
    };
    writeSimulation(outputRoot, id, tellRun(id, { hoards: seed <= at + 1, seed }), { config });
  }
}

function* tellRun(
  simulation_id: string,
  { hoards, seed }: { readonly hoards: boolean; readonly seed: number },
): Generator<SimulationEvent> {
  let count = 0;
  const event = (
    turn_number: number,
    rest: Pick<SimulationEvent, 'event_type' | 'agent_id' | 'description' | 'details'>,
  ): SimulationEvent => {
    const at = new Date(Date.UTC(2026, 0, 1, 0, turn_number, 0, count));
    return {
      event_id: `${simulation_id}-${String(count++).padStart(4, '0')}`,
      timestamp: at.toISOString(),
      turn_number,
      simulation_id,
      ...rest,
    };
  };
  const boundary = (turn: number, milestone_type: string): SimulationEvent =>
    event(turn, {
      event_type: 'MILESTONE',
      description: milestone_type,
      details: { milestone_type },
    });
  yield boundary(0, 'simulation_start');
  for (let turn = 0; turn <= TURNS; turn++) {
    yield boundary(turn, 'turn_start');
    const decision_type = turn === FORK_TURN && hoards ? 'hoard' : 'sell';
    yield event(turn, {
      event_type: 'DECISION',
      agent_id: 'juno_trader',
      description: `juno_trader decides to ${decision_type}`,
      details: { decision_type, old_value: 0, new_value: seed },
    });
    const peak = (hoards ? 320 : 220) + 5 * seed;
    const new_value = 200 + (peak - 200) * Math.exp(-(((turn - PEAK_TURN) / 4) ** 2));
    yield event(turn, {
      event_type: 'STATE',
      description: 'The price changes',
      details: { variable_name: 'grain_price', new_value, scope: 'global' },
    });
    // After the fork: failures are choices, too.
    if (turn === 16 + seed) {
      yield event(turn, {
        event_type: 'SYSTEM',
        agent_id: 'juno_trader',
        description: 'A model call fails',
        details: { error_type: 'timeout', status: 'failed', llm_model: 'test' },
      });
    }
  }
  yield boundary(TURNS, 'simulation_end');
}
