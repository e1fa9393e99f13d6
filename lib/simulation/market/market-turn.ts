import type { Trace } from '../event-recorder';
import type { EngineTurn } from '../simulation-parts';
import type { Market, Shock } from './market-config';
import { round } from './market-numbers';

/** An active shock, and the MILESTONE with which it began. */
export interface ActiveShock {
  readonly shock: Shock;
  readonly trace: Trace;
}

/** A turn of a market, with its numbers. */
export interface MarketTurn {
  readonly market: Market;
  readonly turn: EngineTurn;
  readonly shocks: readonly ActiveShock[];
  /** A variable of the world or of an agent as a number; 0 if there is none. */
  readonly number: (name: string, agent?: string) => number;
  /** Rounds to hundredths. */
  readonly set: (
    name: string,
    agent: string | undefined,
    value: number,
    causes: readonly Trace[],
  ) => Trace;
  /** `planned` is the change that was planned, for the record. */
  readonly add: (
    name: string,
    agent: string | undefined,
    change: number,
    causes: readonly Trace[],
    planned?: number,
  ) => Trace;
}

export function openMarketTurn(
  market: Market,
  turn: EngineTurn,
  shocks: readonly ActiveShock[],
): MarketTurn {
  const number = (name: string, agent?: string): number => {
    const value = turn.value(name, agent);
    return typeof value === 'number' ? value : 0;
  };
  const set: MarketTurn['set'] = (name, agent, value, causes) =>
    turn.set({ name, agent, value: round(value), causes });
  return {
    market,
    turn,
    shocks,
    number,
    set,
    add: (name, agent, change, causes, planned) => {
      const before = number(name, agent);
      const expected = planned === undefined ? undefined : round(before + planned);
      return turn.set({ name, agent, value: round(before + change), causes, expected });
    },
  };
}

/** The shocks that affect a good, and the product of one of their factors. */
export function weighShocks(
  shocks: readonly ActiveShock[],
  good: string,
  factor: 'output' | 'demand',
): { readonly factor: number; readonly traces: readonly Trace[] } {
  const bearing = shocks.filter(
    ({ shock }) => (shock.good ?? good) === good && shock[factor] !== 1,
  );
  return {
    factor: bearing.reduce((product, { shock }) => product * shock[factor], 1),
    traces: bearing.map(({ trace }) => trace),
  };
}
