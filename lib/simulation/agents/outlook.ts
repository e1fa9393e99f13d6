import type { MarketRules, Trader } from '../market/market-config';
import type { AgentContext, Observation } from '../simulation-parts';
import type { Temperament } from './temperaments';

/** The data on which a rule agent decides. */
export interface Outlook {
  readonly market: MarketRules;
  readonly trader: Trader;
  readonly temperament: Temperament;
  readonly observation: Observation;
  readonly context: AgentContext;
  /** A variable of the agent. */
  readonly own: (name: string) => number;
  /** A variable of the world. */
  readonly global: (name: string) => number;
  /** The value of a variable of the world some turns ago, or the oldest known value. */
  readonly globalBefore: (name: string, turns: number) => number;
}
