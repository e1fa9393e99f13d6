/** How an agent that goes by rules deals in a market. */
export interface Temperament {
  /** For how many turns it wants its needs in stock. */
  readonly stockTurns: number;
  /** How far from the market's price it goes to get what it needs, or get rid of what it does not. */
  readonly yielding: number;
  /** The rise in three turns from which on it keeps its stock back, waiting for more. */
  readonly holdsAtRise: number;
  /** The share of the usual price from which on it sells at all. */
  readonly sellsAbove: number;
  /** The share of what it could sell that it offers in a turn. */
  readonly offers: number;
  /** Turns from one look at its output to the next; `undefined`: never looks. */
  readonly reviewEvery: number | undefined;
  /** Whether a look at its output brings it back to that of the configuration, whatever the market does. */
  readonly keepsPlan: boolean;
  /** Reserves of the bank, percent, below which it takes its money out. A rumour adds up to 30 to it. */
  readonly fearsBelow: number;
  /** Whether it borrows for what it needs. */
  readonly borrows: boolean;
}

const SIMPLE: Temperament = {
  stockTurns: 2,
  yielding: 0.1,
  holdsAtRise: Infinity,
  sellsAbove: 0,
  offers: 0.5,
  reviewEvery: 5,
  keepsPlan: false,
  fearsBelow: 12,
  borrows: false,
};

/** By the `type` of the agent. */
export const TEMPERAMENTS = {
  /** Buys what it needs for two turns, sells the rest. */
  simple: SIMPLE,
  /** Keeps more in stock than it needs, and its money at home when in doubt. */
  cautious: {
    ...SIMPLE,
    stockTurns: 4,
    yielding: 0.2,
    offers: 0.35,
    reviewEvery: 8,
    fearsBelow: 25,
  },
  /** Lives from hand to mouth, borrows, and follows the price with what it produces. */
  bold: {
    ...SIMPLE,
    stockTurns: 1,
    yielding: 0.05,
    offers: 0.8,
    reviewEvery: 2,
    fearsBelow: 4,
    borrows: true,
  },
  /** Keeps back what becomes dearer. */
  speculator: { ...SIMPLE, holdsAtRise: 0.07, yielding: 0.03, reviewEvery: 4, fearsBelow: 16 },
  /** Keeps a reserve for bad times, and sells of it only then, at a price that people can pay. */
  guardian: {
    ...SIMPLE,
    yielding: 0.3,
    sellsAbove: 1.6,
    offers: 0.25,
    reviewEvery: undefined,
    fearsBelow: 2,
  },
  /** Keeps to the plan it began with. */
  steady: { ...SIMPLE, reviewEvery: 1, keepsPlan: true, fearsBelow: 8 },
} as const satisfies Record<string, Temperament>;
