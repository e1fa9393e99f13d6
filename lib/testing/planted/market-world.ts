import type { ProposedAction } from '../../simulation/simulation-parts';
import { clearMarket } from './clear-market';
import type { PlantedTurn } from './planted-turn';
import {
  clamp,
  propose,
  review,
  type PlantedWorld,
  type Sight,
  type WorldAgent,
} from './planted-world';

const FARMS = ['ash_farm', 'birch_farm', 'cedar_farm', 'dogwood_farm'];
const MILLS = ['north_mill', 'south_mill'];
const TOWNS = ['lower_town', 'upper_town'];
const COUNCIL = 'council';

const [FARM_PLAN, MILL_PLAN, TOWN_NEED] = [30, 58, 56];
const [FARM_CASH, MILL_CASH, TOWN_CASH] = [9000, 9000, 12_000];
const [GRAIN_PRICE, BREAD_PRICE, TAX] = [100, 160, 0.1];

const AGENTS: readonly WorldAgent[] = [
  ...FARMS.map((name, i) => ({
    name,
    setting: 'plan',
    isModelAsked: i < 2,
    senses: ['grain_price', 'grain_stock'],
  })),
  ...MILLS.map((name) => ({
    name,
    setting: 'plan',
    isModelAsked: true,
    senses: ['bread_price', 'grain_price', 'grain_stock', 'bread_stock'],
  })),
  ...TOWNS.map((name, i) => ({
    name,
    setting: 'ration',
    isModelAsked: i === 0,
    senses: ['bread_stock', 'bread_price', 'tax'],
  })),
  { name: COUNCIL, setting: 'tax', isModelAsked: false, senses: ['bread_price'] },
];

/** Farms grow grain, mills bake it, towns eat the bread, and the council taxes bread. A drought is a phase of the run. */
export const MARKET_WORLD: PlantedWorld = {
  name: 'market',
  turns: 40,
  agents: AGENTS,
  policyAgent: COUNCIL,
  shockTarget: { name: 'weather', form: 'phase', title: 'drought' },
  actions: ['sell_grain', 'buy_grain', 'sell_bread', 'buy_bread'],

  begin: () => ({
    global_state: {
      season: 1,
      weather: 1,
      grain_price: GRAIN_PRICE,
      bread_price: BREAD_PRICE,
      tax: TAX,
      hunger: 0,
    },
    agents: Object.fromEntries([
      ...FARMS.map((name) => [
        name,
        { plan: FARM_PLAN, grain_stock: 80, cash: FARM_CASH, favours: 0 },
      ]),
      ...MILLS.map((name) => [
        name,
        { plan: MILL_PLAN, grain_stock: 46, bread_stock: 75, cash: MILL_CASH, favours: 0 },
      ]),
      ...TOWNS.map((name) => [
        name,
        { ration: TOWN_NEED, bread_stock: 110, cash: TOWN_CASH, favours: 0 },
      ]),
      [COUNCIL, { cash: 1000, favours: 0 }],
    ]),
  }),

  choose(agent, seen) {
    const at = AGENTS.indexOf(agent);
    const current = seen.number(agent.setting);
    const isDue = (seen.turn + at) % 5 === 0;
    if (agent.name === COUNCIL) return keepTax(seen);
    if (agent.setting === 'ration') {
      const dear = ((seen.number('bread_price') / BREAD_PRICE) * (1 + seen.number('tax'))) / 1.1;
      const wanted = TOWN_NEED * clamp(dear ** -0.7, 0.4, 1.4);
      return review(current, wanted, { isDue, alarm: 0.3 });
    }
    if (FARMS.includes(agent.name)) {
      const dear = seen.number('grain_price') / GRAIN_PRICE;
      const full = seen.number('grain_stock') / (2 * FARM_PLAN);
      const wanted = FARM_PLAN * clamp(dear ** 0.5 * clamp(1.35 - 0.35 * full, 0.7, 1.3), 0.3, 2.5);
      return review(current, wanted, { isDue, alarm: 0.45 });
    }
    const margin = seen.number('bread_price') / seen.number('grain_price') / 1.6;
    const full = seen.number('bread_stock') / 70;
    const wanted = MILL_PLAN * clamp(margin ** 0.8 * clamp(1.3 - 0.3 * full, 0.6, 1.3), 0.3, 2);
    return review(current, wanted, { isDue, alarm: 0.45 });
  },

  act(agent, seen, setting) {
    if (FARMS.includes(agent.name)) {
      return some('sell_grain', (seen.number('grain_stock') - 15) * 0.55);
    }
    if (MILLS.includes(agent.name)) {
      return [
        ...some('buy_grain', 1.8 * setting - seen.number('grain_stock')),
        ...some('sell_bread', seen.number('bread_stock') * 0.75),
      ];
    }
    if (agent.setting !== 'ration') return [];
    return some('buy_bread', setting + (110 - seen.number('bread_stock')) * 0.3);
  },

  advance(turn) {
    FARMS.forEach((name) => {
      grow(turn, name);
    });
    const offers = capped(turn, 'sell_grain', 'grain_stock');
    clearMarket(turn, 'grain', { offers, bids: turn.actions('buy_grain'), usual: GRAIN_PRICE });
    MILLS.forEach((name) => {
      bake(turn, name);
    });
    const loaves = capped(turn, 'sell_bread', 'bread_stock');
    clearMarket(turn, 'bread', {
      offers: loaves,
      bids: turn.actions('buy_bread'),
      usual: BREAD_PRICE,
    });
    eat(turn);
  },
};

/** The council moves the tax a little in one turn of twenty. */
function keepTax({ turn, luck, number }: Sight): number {
  const random = luck('tax', turn);
  return random.chance(0.05) ? number('tax') * random.pick([0.9, 1.1]) : number('tax');
}

function some(type: string, amount: number): readonly ProposedAction[] {
  return amount >= 0.5 ? [propose(type, amount)] : [];
}

function capped(
  turn: PlantedTurn,
  type: string,
  stock: string,
): ReturnType<PlantedTurn['actions']> {
  return turn
    .actions(type)
    .map((each) => ({ ...each, amount: Math.min(each.amount, turn.number(stock, each.agent)) }));
}

function grow(turn: PlantedTurn, name: string): void {
  const plan = turn.number('plan', name);
  const luck = turn.luck(`harvest of ${name}`, turn.turn).normal(1, 0.1);
  const grown = plan * turn.number('weather') * turn.number('season') * luck;
  const harvest = turn.explain('harvest', name, { plan, grown: Math.round(grown * 10) / 10 }, [
    turn.start,
    turn.setBy('plan', name),
    turn.setBy('weather'),
    turn.setBy('season'),
  ]);
  turn.add('grain_stock', name, grown, [harvest], plan);
  turn.add('cash', name, -grown * 45 - 0.1 * (turn.number('cash', name) - FARM_CASH), [harvest]);
}

function bake(turn: PlantedTurn, name: string): void {
  const plan = turn.number('plan', name);
  const grain = turn.number('grain_stock', name);
  const baked = Math.min(plan, grain);
  const baking = turn.explain('baking', name, { plan, baked: Math.round(baked * 10) / 10 }, [
    turn.start,
    turn.setBy('plan', name),
    turn.setBy('grain_stock', name),
  ]);
  turn.add('grain_stock', name, -baked, [baking]);
  turn.add('bread_stock', name, baked, [baking], plan);
  turn.add('cash', name, -0.1 * (turn.number('cash', name) - MILL_CASH) - 40 * baked, [baking]);
}

function eat(turn: PlantedTurn): void {
  const lacks = TOWNS.map((name) => {
    const ration = turn.number('ration', name);
    const wanted = ration * turn.luck(`hunger of ${name}`, turn.turn).normal(1, 0.07);
    const eaten = Math.min(wanted, turn.number('bread_stock', name));
    const meal = turn.explain('meal', name, { ration, eaten: Math.round(eaten * 10) / 10 }, [
      turn.start,
      turn.setBy('ration', name),
      turn.setBy('bread_stock', name),
    ]);
    turn.add('bread_stock', name, -eaten, [meal]);
    const cash = turn.number('cash', name);
    const duty = eaten * turn.number('bread_price') * turn.number('tax');
    turn.add('cash', name, 9700 - duty - 0.2 * (cash - TOWN_CASH), [
      turn.start,
      meal,
      turn.setBy('tax'),
      turn.setBy('bread_price'),
    ]);
    return { meal, lack: TOWN_NEED - eaten };
  });
  const hunger = lacks.reduce((sum, { lack }) => sum + Math.max(0, lack), 0);
  turn.set(
    'hunger',
    undefined,
    hunger,
    lacks.map(({ meal }) => meal),
  );
}
