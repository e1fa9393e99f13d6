import { createLlmAgent } from './agents/llm-agent';
import { RULE_AGENTS } from './agents/rule-agent';
import { createMarketEngine } from './market/market-engine';
import type { SimulationPartFactories } from './simulation-parts';
import { createBasicValidator } from './validators/basic-validator';
import { createLlmValidator } from './validators/llm-validator';

/** The parts that are available without a module. */
export const SHIPPED_PARTS: SimulationPartFactories = {
  engines: {
    market: createMarketEngine,
    /** The name in configurations of llm-sim. */
    simple_economic: createMarketEngine,
  },
  agents: { ...RULE_AGENTS, llm: createLlmAgent },
  validators: { basic: createBasicValidator, llm: createLlmValidator },
};
