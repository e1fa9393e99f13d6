import type { MarketRules, Trader } from '../market/market-config';
import type { AgentContext, Observation } from '../simulation-parts';
import type { Temperament } from './temperaments';

/** What an agent by rules looks at when it decides. */
export interface Outlook {
  readonly market: MarketRules;
  readonly trader: Trader;
  readonly temperament: Temperament;
  readonly observation: Observation;
  readonly context: AgentContext;
  /** A variable of its own. */
  readonly own: (name: string) => number;
  /** A variable of the world. */
  readonly global: (name: string) => number;
  /** What a variable of the world was some turns ago, or when it was first seen. */
  readonly globalBefore: (name: string, turns: number) => number;
}
