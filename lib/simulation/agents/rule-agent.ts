import { z } from 'zod';
import { readRules, readTrader } from '../market/market-config';
import { numberIn } from '../market/market-numbers';
import type { AgentDecision, AgentFactoryOptions, SimulationAgent } from '../simulation-parts';
import { decideBanking, decideMoney } from './decide-money';
import { decideOutput } from './decide-output';
import { decideTrade } from './decide-trade';
import type { Outlook } from './outlook';
import { TEMPERAMENTS, type Temperament } from './temperaments';

const memorySchema = z.array(z.record(z.string(), z.number()));

/** The number of past turns it remembers. */
const MEMORY_TURNS = 3;

/** An agent that trades, plans and banks by rules, according to its temperament. In a world without a market it waits. */
export function createRuleAgent(
  temperament: Temperament,
  { config, engine }: AgentFactoryOptions,
): SimulationAgent {
  const market = readRules(engine);
  const trader = readTrader(config, market, config.name);
  /** The numbers of the world at the starts of past turns, oldest first. */
  let past: readonly Readonly<Record<string, number>>[] = [];

  return {
    decide(observation, context) {
      const globals = Object.fromEntries(
        Object.keys(observation.globals).map((name) => [name, numberIn(observation.globals, name)]),
      );
      past = [...past, globals].slice(-MEMORY_TURNS - 1);
      const outlook: Outlook = {
        market,
        trader,
        temperament,
        observation,
        context,
        own: (name) => numberIn(observation.self, name),
        global: (name) => numberIn(globals, name),
        globalBefore: (name, turns) =>
          numberIn(past[Math.max(0, past.length - 1 - turns)] ?? {}, name),
      };
      return decideAll(outlook);
    },
    saveMemory: () => past,
    restoreMemory: (memory) => {
      past = memorySchema.parse(memory);
    },
  };
}

function decideAll(outlook: Outlook): readonly AgentDecision[] {
  const { market, trader, own } = outlook;
  if (market.bank === trader.name) return decideBanking(outlook);
  const decisions = [
    ...decideOutput(outlook),
    ...market.goods.flatMap((good) => decideTrade(outlook, good)),
    ...decideMoney(outlook),
  ];
  if (decisions.length > 0) return decisions;
  return [
    {
      decision_type: 'wait',
      description: `Wait: ${trader.name} has what it needs, and nothing to spare`,
      based_on: Object.keys(outlook.observation.self).filter((name) => own(name) > 0),
    },
  ];
}

/** Factories of rule agents, by temperament. */
export const RULE_AGENTS = Object.fromEntries(
  Object.entries(TEMPERAMENTS).map(([type, temperament]) => [
    type,
    (options: AgentFactoryOptions) => createRuleAgent(temperament, options),
  ]),
);
