import { z } from 'zod';
import { InvalidConfigError } from '../../errors';
import type { AgentConfig, EngineConfig } from '../config/config-schema';
import { readSection } from '../config/config-problems';

const amountSchema = z.number().min(0).max(1e12);
const amountsSchema = z.record(z.string(), amountSchema);

const goodSchema = z.object({
  name: z.string().regex(/^[\p{L}\p{N}_-]+$/u, 'expected letters, digits, _ and -'),
  /** The price at the start, to which it returns when there is no shortfall. */
  price: z.number().positive().max(1e9),
  /** The reaction of the price to a shortfall: when the whole demand is unmet, it rises by this share. */
  elasticity: z.number().min(0).max(5).default(0.4),
  /** The share of its distance from the usual price that the price loses each turn. */
  return_rate: z.number().min(0).max(1).default(0.05),
});

const shockSchema = z.object({
  name: z.string().min(1),
  from_turn: z.int().min(1),
  /** Its last turn. Default: the last turn of the run. */
  until_turn: z.int().min(1).nullish(),
  /** The good to which the factors apply. Default: all goods. */
  good: z.string().nullish(),
  /** A factor for production. */
  output: z.number().min(0).max(100).default(1),
  /** A factor for consumption. */
  demand: z.number().min(0).max(100).default(1),
  /** The fear for the bank, from 0 to 1. */
  rumour: z.number().min(0).max(1).default(0),
  description: z.string().nullish(),
});

const engineSchema = z.looseObject({
  interest_rate: z.number().nullish(),
  /** For agents without `initial_economic_strength`. */
  default_strength: amountSchema.default(1000),
  goods: z.array(goodSchema).min(1).nullish(),
  /** The agent that keeps the deposits of others. Default: there is no bank, and interest is paid on cash. */
  bank: z.string().nullish(),
  shocks: z.array(shockSchema).nullish(),
});

const productionSchema = z.union([
  amountSchema.transform((amount) => ({ amount, from: {}, cost: 0 })),
  z.object({
    /** Per turn. */
    amount: amountSchema,
    /** The materials of one unit, by good. */
    from: amountsSchema.default({}),
    /** The cost of one unit, without the materials. */
    cost: amountSchema.default(0),
  }),
]);

const agentSchema = z.looseObject({
  initial_economic_strength: amountSchema.nullish(),
  stock: amountsSchema.nullish(),
  produces: z.record(z.string(), productionSchema).nullish(),
  /** Per turn. */
  consumes: amountsSchema.nullish(),
  /** Money from outside the market, per turn. */
  income: amountSchema.default(0),
  deposit: amountSchema.default(0),
  debt: amountSchema.default(0),
  /** Default: all agents. */
  trades_with: z.array(z.string()).nullish(),
});

export type Good = z.output<typeof goodSchema>;
export type Shock = z.output<typeof shockSchema>;

export interface Production {
  readonly amount: number;
  readonly from: Readonly<Record<string, number>>;
  readonly cost: number;
}

/** An agent in the market. */
export interface Trader {
  readonly name: string;
  readonly cash: number;
  readonly stock: Readonly<Record<string, number>>;
  readonly produces: Readonly<Record<string, Production>>;
  readonly consumes: Readonly<Record<string, number>>;
  readonly income: number;
  readonly deposit: number;
  readonly debt: number;
  readonly tradesWith: readonly string[] | undefined;
  /**
   * Whether the configuration says nothing of its production and consumption. Such an agent makes and uses a little of the
   * first good, and begins with some stock.
   */
  readonly isPlain: boolean;
}

/** Rules for all traders. */
export interface MarketRules {
  readonly interestRate: number;
  readonly defaultStrength: number;
  readonly goods: readonly Good[];
  readonly bank: string | undefined;
  readonly shocks: readonly Shock[];
}

export interface Market extends MarketRules {
  readonly traders: readonly Trader[];
}

/** The good in a market without configured goods. */
const PLAIN_GOOD: Good = { name: 'goods', price: 10, elasticity: 0.4, return_rate: 0.05 };
const PLAIN_PRODUCTION: Production = { amount: 10, from: {}, cost: 0 };

/** @throws {InvalidConfigError} with the value that is not possible */
export function readMarket(engine: EngineConfig, agents: readonly AgentConfig[]): Market {
  const rules = readRules(engine);
  const traders = agents.map((agent, i) => readTrader(agent, rules, `agents[${String(i)}]`));
  requireOneOf(
    'engine.bank',
    rules.bank,
    agents.map(({ name }) => name),
  );
  return { ...rules, traders };
}

/** Reads the rules for all traders. @throws {InvalidConfigError} */
export function readRules(engine: EngineConfig): MarketRules {
  const given = readSection('engine', engineSchema, engine);
  const goods = given.goods ?? [PLAIN_GOOD];
  const names = goods.map(({ name }) => name);
  const shocks = given.shocks ?? [];
  shocks.forEach(({ good }, i) => {
    requireOneOf(`engine.shocks[${String(i)}].good`, good ?? undefined, names);
  });
  return {
    interestRate: given.interest_rate ?? 0,
    defaultStrength: given.default_strength,
    goods,
    bank: given.bank ?? undefined,
    shocks,
  };
}

/** @param at the path in the configuration @throws {InvalidConfigError} */
export function readTrader(
  agent: AgentConfig,
  { goods, defaultStrength }: MarketRules,
  at: string,
): Trader {
  const given = readSection(at, agentSchema, agent);
  const { stock, produces, consumes } = given;
  const names = goods.map(({ name }) => name);
  for (const [member, amounts] of Object.entries({ stock, produces, consumes })) {
    for (const good of Object.keys(amounts ?? {})) requireOneOf(`${at}.${member}`, good, names);
  }
  for (const { from } of Object.values(produces ?? {})) {
    for (const good of Object.keys(from)) requireOneOf(`${at}.produces`, good, names);
  }
  const isPlain = [stock, produces, consumes].every((each) => (each ?? undefined) === undefined);
  const plainGood = names[0] ?? PLAIN_GOOD.name;
  return {
    name: agent.name,
    cash: given.initial_economic_strength ?? defaultStrength,
    stock: stock ?? {},
    produces: produces ?? (isPlain ? { [plainGood]: PLAIN_PRODUCTION } : {}),
    consumes: consumes ?? (isPlain ? { [plainGood]: PLAIN_PRODUCTION.amount } : {}),
    income: given.income,
    deposit: given.deposit,
    debt: given.debt,
    tradesWith: given.trades_with ?? undefined,
    isPlain,
  };
}

function requireOneOf(parameter: string, name: string | undefined, names: readonly string[]): void {
  if (name === undefined || names.includes(name)) return;
  const reason = `expected one of ${names.join(', ')}`;
  throw new InvalidConfigError('configuration', [
    { parameter, value: JSON.stringify(name), reason },
  ]);
}
