import type { Cause, MarketLedger } from './market-ledger';

/** What an agent means to do this turn, and the decision that says so. */
export interface Plan {
  readonly amount: number;
  readonly decision: Cause;
}

/** What agents keep in mind from turn to turn. */
export interface MarketMemory {
  /** oslo_grain sells only a part of what it has. */
  isRationing: boolean;
  /** juno_trader holds its grain off the market; the decision to. */
  hoarding: Cause;
  /** Turn of juno_trader's next look at its import plan. */
  nextImportReview: number;
  /** Bread price at the last wage agreement. */
  agreedBreadPrice: number;
  /** mira_bank limits withdrawals; the action that said so. */
  withdrawalLimit: Cause;
  /** vale_council's look into everyone's stocks. */
  audit: Cause;
  /** What is left of the reserve grain to be released, and the decision to. */
  release: Plan | undefined;
  hasBackedBank: boolean;
  phase: 'autumn' | 'winter' | 'shortage' | 'recovery';
}

/** One turn as it goes: plans are made first and carried out after. */
export interface MarketTurn {
  readonly ledger: MarketLedger;
  readonly memory: MarketMemory;
  readonly start: string;
  osloOffer: Plan;
  junoOffer: Plan;
  millWants: Plan;
  millBakes: Plan;
  millBorrows: Plan;
  /** The offers of this turn's grain market, which set its price. */
  readonly offers: string[];
  /** Loaves nobody could buy, and the sales that ran out. */
  unservedLoaves: number;
  readonly unservedBy: string[];
}

export function newMemory(): MarketMemory {
  return {
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

/** Tonnes of grain for a turn's bread when nothing is short; a tonne makes 1,000 loaves. */
export const USUAL_GRAIN = 150;
export const LOAVES_A_TONNE = 1_000;
export const DAYS_A_TURN = 7;
