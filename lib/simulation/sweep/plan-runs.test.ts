import { describe, expect, it } from 'vitest';
import { InvalidConfigError } from '../../errors';
import { readExample } from '../../testing/run-simulation';
import { configDocument } from '../run-files';
import { planRuns, type Sweep } from './plan-runs';

async function plan(seeds: readonly number[], ...sweeps: readonly Sweep[]) {
  return planRuns(await readExample('grain-crisis'), { seeds, sweeps, offline: true });
}

const RATES = { path: 'engine.interest_rate', values: [0.01, 0.05] };
const PRICES = { path: 'engine.goods.grain.price', values: [100, 200, 300] };

describe('a plan of runs', () => {
  it('has a run for each combination and each seed, each with its own configuration', async () => {
    const runs = await plan([1, 2], RATES, PRICES);
    expect(runs).toHaveLength(12);
    const documents = runs.map(({ config, seed }) => Object(configDocument(config, seed)));
    expect(
      documents.map(({ seed, engine }) => [engine.interest_rate, engine.goods[0].price, seed]),
    ).toEqual(
      [0.01, 0.05].flatMap((rate) =>
        [100, 200, 300].flatMap((price) => [1, 2].map((seed) => [rate, price, seed])),
      ),
    );
    for (const { engine } of documents) expect(engine.goods[1].price).toBe(300);
  });

  it('without sweeps has a run for each seed', async () => {
    const runs = await plan([5, 3]);
    expect(runs.map(({ seed, config }) => [seed, config.sections.seed])).toEqual([
      [5, 5],
      [3, 3],
    ]);
  });

  it('may replace a whole section, or an item of a list', async () => {
    const shocks = { path: 'engine.shocks', values: [[]] };
    const agent = { path: 'agents.juno_trader.fallback', values: ['bold'] };
    const [run] = await plan([1], shocks, agent);
    expect(run?.config.sections.engine['shocks']).toEqual([]);
    expect(run?.config.sections.agents[1]).toMatchObject({ name: 'juno_trader', fallback: 'bold' });
  });

  it.each<[string, readonly Sweep[]]>([
    [
      'sweep: engine.intrest=0.5: the configuration has no such setting; it has engine.type, ',
      [{ path: 'engine.intrest', values: [0.5] }],
    ],
    ['sweep: nothing=1: the configuration has no such setting', [{ path: 'nothing', values: [1] }]],
    ['sweep: seed=7: expected --seeds', [{ path: 'seed', values: [7] }]],
    ['engine.interest_rate=0.01: this setting is swept already', [RATES, RATES]],
    ['engine.interest_rate="x"', [{ path: RATES.path, values: [0.01, 'x'] }]],
    ['engine.goods[0].price=-1', [RATES, { path: PRICES.path, values: [1, -1] }]],
    [
      'sweep to engine.interest_rate=0.01, engine.bank="nobody": engine.bank="nobody"',
      [RATES, { path: 'engine.bank', values: ['nobody'] }],
    ],
    [
      '1200 runs: expected at most 1000 runs',
      [{ path: RATES.path, values: Array.from({ length: 1200 }, (_, at) => at / 1e4) }],
    ],
  ])('is refused: %s', async (reason, sweeps) => {
    const planning = plan([1], ...sweeps);
    await expect(planning).rejects.toThrow(InvalidConfigError);
    await expect(planning).rejects.toThrow(reason);
  });
});
