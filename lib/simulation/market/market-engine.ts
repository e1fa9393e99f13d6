import { z } from 'zod';
import type { SeededRandom } from '../seeded-random';
import type { EngineFactoryOptions, EngineTurn, SimulationEngine } from '../simulation-parts';
import type { WorldState } from '../world';
import { countReserves, openCounter, payInterest } from './bank';
import { exchange } from './exchange';
import { MARKET_ACTIONS, refuseInMarket } from './market-actions';
import { readMarket, type Market, type Shock, type Trader } from './market-config';
import { numberIn, round, show } from './market-numbers';
import { openMarketTurn, type ActiveShock, type MarketTurn } from './market-turn';
import { adoptPlans, consume, produce } from './production';

/** Stands for a factor of 0, too. */
const MAX_MAGNITUDE = 10;

const memorySchema = z.array(z.object({ shock: z.string(), trace: z.array(z.string()) }));

/**
 * A market of goods, and of money if there is a bank. Each turn, in this order: plans are adopted and executed; the bank serves
 * its clients; offers and bids are matched, and prices adjust to shortfalls; all agents consume; interest is paid. The
 * termination range applies to `total_strength`, the sum of all `economic_strength`.
 * @throws {InvalidConfigError} with the value that is not possible
 */
export function createMarketEngine({ config, agents }: EngineFactoryOptions): SimulationEngine {
  const market = readMarket(config, agents);
  /** By name: the events with which shocks began. */
  const begun = new Map<string, readonly string[]>();

  return {
    actions: MARKET_ACTIONS,
    terminationVariable: 'total_strength',
    begin: (random) => beginMarket(market, random),
    refuse: (action, world) => refuseInMarket(action, world, market.bank),

    advance(turn) {
      const open = openMarketTurn(market, turn, beginShocks(market, turn, begun));
      adoptPlans(open);
      produce(open);
      openCounter(open);
      exchange(open);
      consume(open);
      payInterest(open);
      countReserves(open);
      weighStrength(open);
    },

    describe(world) {
      const globals = world.globals();
      const prices = market.goods.map(
        ({ name }) => `${name} at ${show(numberIn(globals, `${name}_price`))}`,
      );
      const ratio =
        market.bank === undefined
          ? []
          : [`reserves at ${show(numberIn(globals, 'reserve_ratio'))} %`];
      return [...prices, ...ratio].join(', ');
    },

    saveMemory: () => [...begun].map(([shock, trace]) => ({ shock, trace })),
    restoreMemory: (memory) => {
      for (const { shock, trace } of memorySchema.parse(memory)) begun.set(shock, trace);
    },
  };
}

function beginMarket(market: Market, random: SeededRandom): WorldState {
  const { goods, bank, traders, interestRate } = market;
  const agents = traders.map(
    (trader) => [trader.name, beginTrader(market, trader, random)] as const,
  );
  const total = agents.reduce((sum, [, own]) => sum + numberIn(own, 'economic_strength'), 0);
  const deposits = traders.reduce((sum, { deposit }) => sum + deposit, 0);
  const reserves = traders.find(({ name }) => name === bank)?.cash ?? 0;
  return {
    global_state: {
      interest_rate: interestRate,
      ...Object.fromEntries(
        goods.flatMap(({ name, price }) => [
          [`${name}_price`, price],
          [`${name}_traded`, 0],
          [`unmet_${name}`, 0],
        ]),
      ),
      ...(bank === undefined
        ? {}
        : {
            reserve_ratio: deposits === 0 ? 100 : Math.min(100, round((reserves / deposits) * 100)),
            withdrawal_limit: 1,
            rumour: 0,
          }),
      total_strength: round(total),
    },
    agents: Object.fromEntries(agents),
  };
}

function beginTrader(
  { goods, bank }: Market,
  trader: Trader,
  random: SeededRandom,
): Readonly<Record<string, number>> {
  const { cash, deposit, debt } = trader;
  const numbers: Record<string, number> = { cash };
  if (bank !== undefined && trader.name !== bank) Object.assign(numbers, { deposit, debt });
  for (const { name } of goods) {
    const output = trader.produces[name]?.amount;
    if (output !== undefined) numbers[`${name}_output`] = output;
    // An agent with money can buy a good, so it needs a stock of it.
    numbers[`${name}_stock`] = trader.stock[name] ?? (trader.isPlain ? random.int(5, 35) : 0);
  }
  const stocks = goods.reduce(
    (sum, { name, price }) => sum + (numbers[`${name}_stock`] ?? 0) * price,
    0,
  );
  numbers['economic_strength'] = round(cash + deposit - debt + stocks);
  return numbers;
}

function beginShocks(
  market: Market,
  turn: EngineTurn,
  begun: Map<string, readonly string[]>,
): readonly ActiveShock[] {
  const active = market.shocks.filter(
    ({ from_turn, until_turn }) =>
      turn.turn >= from_turn && turn.turn <= (until_turn ?? Number.MAX_SAFE_INTEGER),
  );
  const shocks = active.map((shock): ActiveShock => {
    const trace = begun.get(shock.name) ?? beginShock(turn, shock);
    begun.set(shock.name, trace);
    return { shock, trace };
  });
  if (market.bank === undefined) return shocks;
  const loudest = shocks.toSorted((a, b) => b.shock.rumour - a.shock.rumour)[0];
  const causes = loudest === undefined ? [turn.start] : [loudest.trace];
  turn.set({ name: 'rumour', value: loudest?.shock.rumour ?? 0, causes });
  return shocks;
}

function beginShock(turn: EngineTurn, shock: Shock): readonly string[] {
  const magnitude = weighShock(shock);
  return turn.beginPhase(shock.name, {
    causes: [turn.start],
    description: shock.description ?? `${shock.name} begins`,
    ...(magnitude > 0 && { extra: { magnitude } }),
  });
}

/** How often its strongest factor doubles or halves an amount; a rumour is no factor and counts 0. */
function weighShock({ output, demand }: Shock): number {
  const doublings = Math.max(Math.abs(Math.log2(output)), Math.abs(Math.log2(demand)));
  return Math.min(MAX_MAGNITUDE, round(doublings));
}

/** The wealth of each agent: cash and deposit, less debt, plus its stocks at market prices. */
function weighStrength({ market, turn, number, set }: MarketTurn): void {
  let total = 0;
  const changed = [];
  for (const { name } of market.traders) {
    const stocks = market.goods.reduce(
      (sum, good) => sum + number(`${good.name}_stock`, name) * number(`${good.name}_price`),
      0,
    );
    const strength = round(
      number('cash', name) + number('deposit', name) - number('debt', name) + stocks,
    );
    total += strength;
    const parts = ['cash', 'deposit', 'debt', ...market.goods.map((good) => `${good.name}_stock`)];
    changed.push(
      set(
        'economic_strength',
        name,
        strength,
        parts.map((part) => turn.setBy(part, name)),
      ),
    );
  }
  set('total_strength', undefined, total, changed);
}
