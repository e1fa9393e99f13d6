import { createLlmAgent } from './agents/llm-agent';
import { RULE_AGENTS } from './agents/rule-agent';
import { createMarketEngine } from './market/market-engine';
import type { SimulationPartFactories } from './simulation-parts';
import { createBasicValidator } from './validators/basic-validator';
import { createLlmValidator } from './validators/llm-validator';

/** What there is without a module of one's own. */
export const SHIPPED_PARTS: SimulationPartFactories = {
  engines: {
    market: createMarketEngine,
    /** As llm-sim's configurations call theirs. */
    simple_economic: createMarketEngine,
  },
  agents: { ...RULE_AGENTS, llm: createLlmAgent },
  validators: { basic: createBasicValidator, llm: createLlmValidator },
};
