import type { PlantedTurn } from './planted-turn';
import {
  clamp,
  propose,
  review,
  type PlantedWorld,
  type Sight,
  type WorldAgent,
} from './planted-world';

interface Town {
  readonly name: string;
  /** Where its goods come from; nowhere: it digs them. */
  readonly supplier?: string;
  readonly carrier?: string;
  readonly eats: number;
  /** The usual order a turn. */
  readonly usual: number;
}

const TOWNS: readonly Town[] = [
  { name: 'iron_mine', eats: 4, usual: 64 },
  { name: 'salt_mine', eats: 4, usual: 42 },
  { name: 'hill_hub', supplier: 'iron_mine', carrier: 'mule_line', eats: 8, usual: 30 },
  { name: 'lake_hub', supplier: 'salt_mine', carrier: 'mule_line', eats: 10, usual: 38 },
  { name: 'vale_hub', supplier: 'iron_mine', carrier: 'cart_line', eats: 6, usual: 30 },
  { name: 'north_port', supplier: 'hill_hub', carrier: 'river_line', eats: 22, usual: 22 },
  { name: 'south_port', supplier: 'lake_hub', carrier: 'river_line', eats: 28, usual: 28 },
  { name: 'west_port', supplier: 'vale_hub', carrier: 'cart_line', eats: 24, usual: 24 },
];
const CARRIERS = ['mule_line', 'cart_line', 'river_line'];
const GUILD = 'guild';

const [TOLL, STOCK_TURNS] = [5, 2.5];

const AGENTS: readonly WorldAgent[] = [
  ...TOWNS.map(({ name, supplier }, i) => ({
    name,
    setting: 'order',
    isModelAsked: i % 2 === 0,
    senses: ['stock', 'sold', ...(supplier === undefined ? [] : ['due', 'toll'])],
  })),
  ...CARRIERS.map((name, i) => ({
    name,
    setting: 'carts',
    isModelAsked: i === 0,
    senses: ['load'],
  })),
  { name: GUILD, setting: 'toll', isModelAsked: false, senses: ['north_port.price'] },
];

/**
 * Goods go from mines over hubs to ports. Towns order by their stock, carriers keep carts by their load, a guild sets the toll.
 * Bad roads are no event of their own, only a change of a variable.
 */
export const TRADE_WORLD: PlantedWorld = {
  name: 'trade',
  turns: 32,
  agents: AGENTS,
  policyAgent: GUILD,
  shockTarget: { name: 'roads', form: 'change', title: 'bad roads' },
  actions: ['order', 'hire'],

  begin: () => ({
    global_state: { season: 1, roads: 1, toll: TOLL },
    agents: Object.fromEntries([
      ...TOWNS.map(({ name, usual }) => [
        name,
        {
          order: usual,
          stock: usual * STOCK_TURNS,
          due: usual,
          sold: usual,
          price: 20,
          favours: 0,
        },
      ]),
      ...CARRIERS.map((name) => [
        name,
        {
          carts: usualLoad(name) * 1.4,
          load: usualLoad(name),
          able: usualLoad(name) * 1.4,
          favours: 0,
        },
      ]),
      [GUILD, { favours: 0 }],
    ]),
  }),

  choose(agent, seen) {
    const isDue = (seen.turn + AGENTS.indexOf(agent)) % 4 === 0;
    const current = seen.number(agent.setting);
    if (agent.setting === 'toll') return keepToll(seen);
    if (agent.setting === 'carts') {
      return review(current, clamp(seen.number('load') * 1.4, 5, 400), { isDue, alarm: 0.5 });
    }
    const town = townOf(agent.name);
    const lacking = STOCK_TURNS * town.usual - seen.number('stock');
    const dear =
      town.supplier === undefined ? 1 : clamp(1 - (seen.number('toll') - TOLL) / 40, 0.3, 1.2);
    const wanted = (0.6 * seen.number('sold') + 0.4 * town.usual + 0.25 * lacking) * dear;
    return review(current, clamp(wanted, 1, 4 * town.usual), { isDue, alarm: 0.45 });
  },

  act(agent, _seen, setting) {
    if (agent.setting === 'toll') return [];
    return [propose(agent.setting === 'carts' ? 'hire' : 'order', setting)];
  },

  advance(turn) {
    TOWNS.forEach((town) => {
      sell(turn, town);
    });
    hire(turn);
    ship(turn);
  },
};

function usualLoad(carrier: string): number {
  return TOWNS.filter((town) => town.carrier === carrier).reduce(
    (sum, { usual }) => sum + usual,
    0,
  );
}

function townOf(name: string): Town {
  const town = TOWNS.find((each) => each.name === name);
  if (town === undefined) throw new RangeError(`there is no town ${name}`);
  return town;
}

function keepToll({ turn, luck, number }: Sight): number {
  const random = luck('toll', turn);
  return random.chance(0.05) ? number('toll') * random.pick([0.9, 1.1]) : number('toll');
}

/** Goods that were shipped in the turn before arrive; the town uses some, and its price follows its stock. */
function sell(turn: PlantedTurn, { name, eats, usual }: Town): void {
  const arrived = turn.number('due', name);
  const wanted = eats * turn.luck(`market of ${name}`, turn.turn).normal(1, 0.12);
  const before = turn.number('stock', name);
  const eaten = Math.min(wanted, before + arrived);
  const sale = turn.explain(
    'sale',
    name,
    { arrived: Math.round(arrived), eaten: Math.round(eaten) },
    [turn.start, turn.setBy('stock', name), turn.setBy('due', name)],
  );
  turn.add('stock', name, arrived - eaten, [sale]);
  turn.set('sold', name, 0.5 * turn.number('sold', name) + 0.5 * eaten, [sale]);
  const cover = turn.number('stock', name) / (STOCK_TURNS * usual);
  const target = 20 * clamp(1.6 - 0.6 * cover, 0.6, 2);
  const price = turn.number('price', name);
  turn.set('price', name, price + (target - price) * 0.5, [sale, turn.setBy('stock', name)]);
}

/** Carriers have the carts they pay for: without a hire, half of them leave. */
function hire(turn: PlantedTurn): void {
  for (const carrier of CARRIERS) {
    const hired = turn.actions('hire').find(({ agent }) => agent === carrier);
    const able = hired?.amount ?? turn.number('carts', carrier) / 2;
    const causes = hired === undefined ? [turn.start] : [hired.trace];
    turn.set('able', carrier, able * turn.number('roads'), [
      ...causes,
      turn.setBy('carts', carrier),
      turn.setBy('roads'),
    ]);
  }
}

/** What is ordered is shipped, as far as stocks and carriers allow; mines dig. */
function ship(turn: PlantedTurn): void {
  const orders = turn.actions('order');
  for (const carrier of CARRIERS) {
    const towns = TOWNS.filter((town) => town.carrier === carrier);
    const mine = orders.filter(({ agent }) => towns.some(({ name }) => name === agent));
    const asked = mine.reduce((sum, { amount }) => sum + amount, 0);
    const able = turn.number('able', carrier);
    const loading = turn.explain(
      'loading',
      carrier,
      { asked: Math.round(asked), able: Math.round(able) },
      [turn.start, ...mine.map(({ trace }) => trace), turn.setBy('able', carrier)],
    );
    turn.set('load', carrier, asked, [loading]);
    const share = Math.min(1, able / Math.max(asked, 1));
    for (const { name, supplier = '' } of towns) {
      const order = mine.find(({ agent }) => agent === name);
      const amount = order?.amount ?? 0;
      const shipped = Math.min(amount * share, turn.number('stock', supplier) * 0.7);
      const shipment = turn.explain(
        'shipment',
        name,
        { asked: amount, shipped: Math.round(shipped) },
        [order?.trace ?? turn.start, loading, turn.setBy('stock', supplier)],
      );
      turn.add('stock', supplier, -shipped, [shipment]);
      turn.add('sold', supplier, shipped * 0.5, [shipment]);
      turn.set('due', name, shipped, [shipment], { expected: amount });
    }
  }
  for (const { name, supplier } of TOWNS) {
    if (supplier !== undefined) continue;
    const order = orders.find(({ agent }) => agent === name);
    const amount = order?.amount ?? 0;
    const dug =
      amount * turn.number('season') * turn.luck(`seam of ${name}`, turn.turn).normal(1, 0.12);
    const digging = turn.explain('digging', name, { order: amount, dug: Math.round(dug) }, [
      order?.trace ?? turn.start,
      turn.setBy('season'),
    ]);
    turn.set('due', name, dug, [digging], { expected: amount });
  }
}
