import type { SimulationEvent } from '../events/simulation-event';
import { openCounter, payLoan } from './market/bank-counter';
import { bake, sellBread, setBreadPrice } from './market/bread-trade';
import { deliver } from './market/deliveries';
import { tradeGrain } from './market/grain-trade';
import { openMarketLedger } from './market/market-ledger';
import { newMemory, newTurn } from './market/market-turn';
import { MARKET_AGENTS } from './market/market-variables';
import { planBank } from './market/plan-bank';
import { planCouncil } from './market/plan-council';
import { planJuno, planOslo } from './market/plan-grain';
import { planMill } from './market/plan-mill';
import { planUnion } from './market/plan-union';
import { weighUnrest } from './market/unrest';
import { createSeededClock } from '../simulation/seeded-clock';
import { createSeededRandom } from '../simulation/seeded-random';

export const MARKET_STORY_ID = 'market-crisis_6agents_20261004_140000_01';

const TURNS = 40;
const START_TIME = '2026-10-04T14:00:00Z';
const SEED = 20_261_004;

/** In the shape of llm-sim's `config.json`. */
export const MARKET_STORY_CONFIG = {
  simulation: {
    name: 'Market crisis',
    max_turns: TURNS,
    termination: { min_value: 0, max_value: null },
    checkpoint_interval: 10,
  },
  engine: { type: 'grain_market', elasticity: 0.62, usual_price: 212.4 },
  agents: MARKET_AGENTS.map((name) => ({ name, type: 'llm' })),
  validator: { type: 'basic', domain: 'market', permissive: false },
  logging: { level: 'INFO', format: 'json' },
  llm: { model: 'llama3.1:8b', timeout: 5, max_retries: 2 },
  state_variables: null,
  observability: null,
  spatial: null,
};

/**
 * Yields the events of a grain market of six agents over 40 turns, always the same. In turn 10 juno_trader's model does not
 * answer, and an old import plan is used again. Through the winter stocks shrink, the price of grain rises, there is a run on
 * the bank, and the council opens its granary. Every number follows from earlier ones, and every event names its causes.
 * @param options.hasCrisis default true; without it the model answers at its third try, and everything takes another course
 */
export function* tellMarketStory({
  simulationId = MARKET_STORY_ID,
  hasCrisis = true,
}: { readonly simulationId?: string; readonly hasCrisis?: boolean } = {}): Generator<
  SimulationEvent,
  void,
  undefined
> {
  const ledger = openMarketLedger({
    simulationId,
    random: createSeededRandom(SEED),
    clock: createSeededClock(START_TIME, SEED),
  });
  const memory = newMemory(hasCrisis);
  ledger.milestone(
    'simulation_start',
    `Market crisis started with ${String(MARKET_AGENTS.length)} agents`,
    [],
  );
  for (let number = 1; number <= TURNS; number++) {
    const turn = newTurn(ledger, memory, number);
    deliver(turn);
    for (const plan of [planOslo, planJuno, planMill, planBank, planUnion, planCouncil]) plan(turn);
    for (const carryOut of [payLoan, tradeGrain, bake, sellBread, setBreadPrice, openCounter])
      carryOut(turn);
    weighUnrest(turn);
    ledger.endTurn();
    yield* ledger.takeEvents();
  }
  ledger.milestone('simulation_end', `Market crisis ended after ${String(TURNS)} turns`, []);
  yield* ledger.takeEvents();
}
