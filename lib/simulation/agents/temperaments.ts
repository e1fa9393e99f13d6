/** The behaviour of a rule agent in a market. */
export interface Temperament {
  /** The number of turns for which it keeps its needs in stock. */
  readonly stockTurns: number;
  /** How far it deviates from the market price to buy its needs or to sell its surplus, as a share. */
  readonly yielding: number;
  /** From this rise of the price within three turns on, it keeps its stock and waits for a higher price. */
  readonly holdsAtRise: number;
  /** From this share of the usual price on, it sells at all. */
  readonly sellsAbove: number;
  /** The share of its surplus that it offers in a turn. */
  readonly offers: number;
  /** The number of turns between two reviews of its output; `undefined`: it never reviews. */
  readonly reviewEvery: number | undefined;
  /** Whether a review returns to the configured output, regardless of the market. */
  readonly keepsPlan: boolean;
  /** It withdraws its money when the bank's reserves fall below this, percent. A rumour adds up to 30 to it. */
  readonly fearsBelow: number;
  /** Whether it borrows to buy its needs. */
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

/** Temperaments by the `type` of the agent. */
export const TEMPERAMENTS = {
  /** Buys its needs for two turns and sells the rest. */
  simple: SIMPLE,
  /** Keeps more stock than it needs, and its money at home when in doubt. */
  cautious: {
    ...SIMPLE,
    stockTurns: 4,
    yielding: 0.2,
    offers: 0.35,
    reviewEvery: 8,
    fearsBelow: 25,
  },
  /** Has little stock, borrows, and follows the price with its output. */
  bold: {
    ...SIMPLE,
    stockTurns: 1,
    yielding: 0.05,
    offers: 0.8,
    reviewEvery: 2,
    fearsBelow: 4,
    borrows: true,
  },
  /** Keeps goods whose price rises. */
  speculator: { ...SIMPLE, holdsAtRise: 0.07, yielding: 0.03, reviewEvery: 4, fearsBelow: 16 },
  /** Keeps a reserve for bad times, and sells from it only then, at an affordable price. */
  guardian: {
    ...SIMPLE,
    yielding: 0.3,
    sellsAbove: 1.6,
    offers: 0.25,
    reviewEvery: undefined,
    fearsBelow: 2,
  },
  /** Keeps its first plan. */
  steady: { ...SIMPLE, reviewEvery: 1, keepsPlan: true, fearsBelow: 8 },
} as const satisfies Record<string, Temperament>;
