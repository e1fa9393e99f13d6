import type { Cause, MarketLedger } from './market-ledger';

/** An agent's plan for this turn, and the decision behind it. */
export interface Plan {
  readonly amount: number;
  readonly decision: Cause;
}

/** The agents' memory between turns. */
export interface MarketMemory {
  /** Whether juno_trader's model gives no answer in turn 10. */
  readonly hasCrisis: boolean;
  /** oslo_grain sells only a part of its stock. */
  isRationing: boolean;
  /** juno_trader's decision to hold its grain off the market. */
  hoarding: Cause;
  /** The turn of juno_trader's next review of its import plan. */
  nextImportReview: number;
  /** The bread price at the last wage agreement. */
  agreedBreadPrice: number;
  /** mira_bank's action that limits withdrawals. */
  withdrawalLimit: Cause;
  /** vale_council's check of all stocks. */
  audit: Cause;
  /** The reserve grain still to be released, and the decision to release it. */
  release: Plan | undefined;
  hasBackedBank: boolean;
  phase: 'autumn' | 'winter' | 'shortage' | 'recovery';
}

/** One turn in progress: plans are made first and executed later. */
export interface MarketTurn {
  readonly ledger: MarketLedger;
  readonly memory: MarketMemory;
  readonly start: string;
  osloOffer: Plan;
  junoOffer: Plan;
  millWants: Plan;
  millBakes: Plan;
  millBorrows: Plan;
  /** The offers in this turn's grain market, which set the price. */
  readonly offers: string[];
  /** Unmet demand for loaves, and the sales that ran out. */
  unservedLoaves: number;
  readonly unservedBy: string[];
}

export function newMemory(hasCrisis: boolean): MarketMemory {
  return {
    hasCrisis,
    isRationing: false,
    hoarding: undefined,
    nextImportReview: 4,
    agreedBreadPrice: 0.426,
    withdrawalLimit: undefined,
    audit: undefined,
    release: undefined,
    hasBackedBank: false,
    phase: 'autumn',
  };
}

export function newTurn(ledger: MarketLedger, memory: MarketMemory, turn: number): MarketTurn {
  const nothing: Plan = { amount: 0, decision: undefined };
  return {
    ledger,
    memory,
    start: ledger.startTurn(turn),
    osloOffer: nothing,
    junoOffer: nothing,
    millWants: nothing,
    millBakes: nothing,
    millBorrows: nothing,
    offers: [],
    unservedLoaves: 0,
    unservedBy: [],
  };
}

/** The grain for a turn's bread without a shortfall, in tonnes. A tonne makes 1,000 loaves. */
export const USUAL_GRAIN = 150;
export const LOAVES_A_TONNE = 1_000;
export const DAYS_A_TURN = 7;
