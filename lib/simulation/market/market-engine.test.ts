import { describe, expect, it, onTestFinished } from 'vitest';
import type { StoredEvent } from '../../events/read-event';
import { runSimulation, type FinishedRun } from '../../testing/run-simulation';
import { makeTempRoot } from '../../testing/temp-root';
import { SimulationConfig } from '../config/simulation-config';
import type { JsonValue } from '../json-value';
import type { ProposedAction } from '../simulation-parts';

/** The actions of agents by turn. Nothing else happens in this world. */
type Script = Readonly<Record<string, readonly (readonly ProposedAction[])[]>>;

const act = (action_type: string, action_payload: JsonValue): ProposedAction => ({
  action_type,
  action_payload,
});

/** Runs a market for the turns of its script. */
async function play(
  engine: object,
  agents: Readonly<Record<string, object>>,
  script: Script,
): Promise<FinishedRun> {
  const { path: outputRoot } = await makeTempRoot(onTestFinished);
  const max_turns = Math.max(1, ...Object.values(script).map(({ length }) => length));
  const config = SimulationConfig.fromObject({
    simulation: { name: 'Played', max_turns },
    engine: { type: 'market', goods: [{ name: 'grain', price: 10, return_rate: 0 }], ...engine },
    agents: Object.entries(agents).map(([name, agent]) => ({
      name,
      type: 'scripted',
      initial_economic_strength: 100,
      stock: {},
      ...agent,
    })),
  });
  const scripted = ({ config: { name } }: { readonly config: { readonly name: string } }) => ({
    decide: ({ turn }: { readonly turn: number }) => ({
      decision_type: 'script',
      description: `The script of ${name}`,
      actions: script[name]?.[turn - 1] ?? [],
    }),
  });
  return runSimulation({ config, outputRoot, parts: { agents: { scripted } } });
}

function find(
  events: readonly StoredEvent[],
  field: string,
  value: string,
): readonly StoredEvent[] {
  return events.filter(({ details }) => details?.[field] === value);
}

describe('trade', () => {
  it('moves goods one way and money the other, at the price, as far as offer and bid go', async () => {
    const { result, events } = await play(
      {},
      { ada: { stock: { grain: 20 } }, bo: {} },
      {
        ada: [[act('sell', { good: 'grain', amount: 8, price: 9 })]],
        bo: [[act('buy', { good: 'grain', amount: 5, price: 12 })]],
      },
    );
    expect(result.finalState.agents).toMatchObject({
      ada: { cash: 150, grain_stock: 15 },
      bo: { cash: 50, grain_stock: 5 },
    });
    const [trade] = find(events, 'action_type', 'trade');
    expect(trade?.details?.['action_payload']).toEqual({
      good: 'grain',
      buyer: 'bo',
      amount: 5,
      price: 10,
      total: 50,
    });
    const orders = events.filter(({ event_id }) => trade?.caused_by.includes(event_id));
    expect(orders.map(({ agent_id }) => agent_id).sort()).toEqual(['ada', 'bo']);
    expect(result.finalState.global_state).toMatchObject({ grain_traded: 5 });
  });

  it.each([
    ['with an offer above the bid', 13, {}, {}],
    ['who do not trade with each other', 9, { trades_with: ['cleo'] }, {}],
    ['without money', 9, {}, { initial_economic_strength: 0 }],
  ])('does not come about between those %s', async (_name, price, seller, buyer) => {
    const { events } = await play(
      {},
      { ada: { stock: { grain: 20 }, ...seller }, bo: buyer },
      {
        ada: [[act('sell', { good: 'grain', amount: 8, price })]],
        bo: [[act('buy', { good: 'grain', amount: 5, price: 12 })]],
      },
    );
    expect(find(events, 'action_type', 'trade')).toEqual([]);
  });

  it('raises the price of goods in demand, and lowers the price of goods without demand', async () => {
    const buy = act('buy', { good: 'grain', amount: 5, price: 12 });
    const sell = act('sell', { good: 'grain', amount: 5, price: 9 });
    const priceAfter = async (action: ProposedAction) => {
      const { result } = await play({}, { ada: { stock: { grain: 20 } } }, { ada: [[action]] });
      return Number(result.finalState.global_state['grain_price']);
    };
    expect(await priceAfter(buy)).toBeCloseTo(14);
    expect(await priceAfter(sell)).toBeCloseTo(6);
  });
});

describe('production', () => {
  it('makes a good of others, no more than there are, and follows the plan from the turn it is made', async () => {
    const engine = {
      goods: [
        { name: 'grain', price: 10 },
        { name: 'bread', price: 30 },
      ],
    };
    const mill = {
      stock: { grain: 12 },
      produces: { bread: { amount: 4, from: { grain: 2 }, cost: 1 } },
    };
    const { result } = await play(
      engine,
      { mill },
      { mill: [[], [act('plan_output', { good: 'bread', amount: 50 })]] },
    );
    const { grain_stock, bread_stock, cash, bread_output } = result.finalState.agents['mill'] ?? {};
    expect(bread_output).toBe(50);
    expect(Number(grain_stock)).toBeLessThan(0.05);
    expect(Number(bread_stock)).toBeCloseTo(6, 1);
    expect(Number(cash)).toBeCloseTo(94, 1);
  });

  it('suffers a shock while it lasts, and names it as a cause', async () => {
    const shocks = [
      { name: 'drought', from_turn: 2, until_turn: 2, output: 0, description: 'No rain' },
    ];
    const { events } = await play(
      { shocks },
      { farm: { produces: { grain: 10 } } },
      { farm: [[], [], []] },
    );
    const made = find(events, 'calculation_type', 'production');
    const amounts = made.map(({ details }) =>
      Number(Object(details?.['intermediate_values']).amount),
    );
    expect(amounts[0]).toBeGreaterThan(5);
    expect(amounts[1]).toBe(0);
    expect(amounts[2]).toBeGreaterThan(5);
    const [drought] = find(events, 'milestone_type', 'phase_transition');
    expect(drought).toMatchObject({
      turn_number: 2,
      description: 'No rain',
      details: { magnitude: 10 },
    });
    expect(made.map(({ caused_by }) => caused_by.includes(drought?.event_id ?? ''))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('tells the stock that was planned, and how strong a shock is', async () => {
    const shocks = [{ name: 'drought', from_turn: 1, until_turn: 1, output: 0.5, demand: 1.2 }];
    const { events } = await play(
      { shocks },
      { farm: { stock: { grain: 4 }, produces: { grain: 10 } } },
      { farm: [[]] },
    );
    expect(find(events, 'phase', 'drought')[0]?.details).toMatchObject({ magnitude: 1 });
    const [, harvest] = find(events, 'variable_name', 'grain_stock');
    expect(harvest?.details).toMatchObject({ old_value: 4, expected: 14 });
    expect(harvest?.details?.['new_value']).toBeLessThan(11);
  });

  it('leaves needs unmet when there is nothing to use', async () => {
    const { result } = await play({}, { ada: { consumes: { grain: 6 }, stock: { grain: 2 } } }, {});
    expect(result.finalState.agents['ada']).toMatchObject({ grain_stock: 0 });
    expect(Number(result.finalState.global_state['unmet_grain'])).toBeGreaterThan(3);
  });
});

describe('money', () => {
  it('earns interest where there is no bank', async () => {
    const { result } = await play({ interest_rate: 0.1 }, { ada: {} }, { ada: [[], []] });
    expect(result.finalState.agents['ada']).toMatchObject({ cash: 121 });
  });

  it('goes to the bank and back, as far as its reserves and its limit go', async () => {
    const agents = { bank: { initial_economic_strength: 10 }, ada: { deposit: 80 } };
    const { result, events } = await play({ bank: 'bank' }, agents, {
      bank: [[], [act('limit_withdrawals', { share: 0.5 })]],
      ada: [[act('deposit', { amount: 500 })], [act('withdraw', { amount: 150 })]],
    });
    // 100 in; then half of a deposit of 180.
    expect(result.finalState.agents).toMatchObject({
      ada: { cash: 90, deposit: 90 },
      bank: { cash: 20 },
    });
    expect(result.finalState.global_state).toMatchObject({
      reserve_ratio: 22.22,
      withdrawal_limit: 0.5,
    });
    expect(find(events, 'calculation_type', 'cut_to_means')).toHaveLength(2);
  });

  it('is owed with interest', async () => {
    const agents = { bank: { initial_economic_strength: 1000 }, ada: {} };
    const { result } = await play({ bank: 'bank', interest_rate: 0.1 }, agents, {
      ada: [[act('borrow', { amount: 100 })]],
    });
    expect(result.finalState.agents).toMatchObject({
      ada: { cash: 190, debt: 100, economic_strength: 90 },
      bank: { cash: 910 },
    });
  });

  it('terms are the bank’s alone to set', async () => {
    const { path: outputRoot } = await makeTempRoot(onTestFinished);
    const config = SimulationConfig.fromObject({
      simulation: { name: 'Usurped', max_turns: 1 },
      engine: { type: 'market', bank: 'bank' },
      agents: ['bank', 'ada'].map((name) => ({ name, type: 'usurper' })),
      validator: { type: 'basic', permissive: false },
    });
    const decide = () => ({
      decision_type: 'set_rate',
      description: 'Set the rate',
      actions: [act('set_rate', { rate: 0.07 })],
    });
    const { events, result } = await runSimulation({
      config,
      outputRoot,
      parts: { agents: { usurper: () => ({ decide }) } },
    });
    expect(result.finalState.global_state['interest_rate']).toBe(0.07);
    const rejected = find(events, 'error_type', 'action_rejected');
    expect(rejected.map(({ agent_id, details }) => [agent_id, details?.['reason']])).toEqual([
      ['ada', 'only the bank may'],
    ]);
  });
});

describe('a validator with a domain', () => {
  it('rejects actions on the property of others', async () => {
    const { path: outputRoot } = await makeTempRoot(onTestFinished);
    const config = SimulationConfig.fromObject({
      simulation: { name: 'Narrow', max_turns: 1 },
      engine: { type: 'market', bank: 'bank' },
      agents: [{ name: 'bank', type: 'both' }],
      validator: { type: 'basic', domain: 'trade' },
    });
    const decide = () => ({
      decision_type: 'both',
      description: 'Hold and borrow',
      actions: [act('hold', { good: 'goods' }), act('borrow', { amount: 1 })],
    });
    const parts = { agents: { both: () => ({ decide }) } };
    const { events } = await runSimulation({ config, outputRoot, parts });
    const kinds = events.flatMap(({ details }) => {
      const isJudged = details?.['validated'] === true || details?.['status'] === 'rejected';
      return isJudged ? [[details['action_type'], details['reason']]] : [];
    });
    expect(kinds).toEqual([
      ['hold', undefined],
      ['borrow', 'borrow belongs to the domain bank; only trade is allowed'],
    ]);
  });
});

describe('an agent of one’s own', () => {
  it('that throws, or decides nonsense, sits out its turn while the others go on', async () => {
    const { path: outputRoot } = await makeTempRoot(onTestFinished);
    const config = SimulationConfig.fromObject({
      simulation: { name: 'Broken', max_turns: 2 },
      engine: { type: 'market' },
      agents: [
        { name: 'ada', type: 'thrower' },
        { name: 'bo', type: 'babbler' },
        { name: 'cleo', type: 'simple' },
      ],
    });
    const parts = {
      agents: {
        thrower: () => ({
          decide: () => {
            throw new Error('no idea');
          },
        }),
        babbler: () => ({ decide: () => ({ decision_type: '', description: 'Hm' }) }),
      },
    };
    const { events, result } = await runSimulation({ config, outputRoot, parts });
    expect(result.status).toBe('completed');
    const failures = find(events, 'error_type', 'agent_error');
    expect(failures.map(({ agent_id }) => agent_id)).toEqual(['ada', 'bo', 'ada', 'bo']);
    expect(failures[0]?.description).toContain('no idea');
    expect(failures[1]?.description).toContain('its decision is invalid');
    expect(
      events.some(({ event_type, agent_id }) => event_type === 'DECISION' && agent_id === 'cleo'),
    ).toBe(true);
  });
});
