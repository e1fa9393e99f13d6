/** The agents of the market, in the order of their decisions. */
export const MARKET_AGENTS = [
  'oslo_grain',
  'juno_trader',
  'tarn_mill',
  'mira_bank',
  'pell_union',
  'vale_council',
] as const;

export type MarketAgent = (typeof MARKET_AGENTS)[number];

/** A number of the market: its name in sentences, its unit, its decimals, and its value before turn 1. */
interface MarketVariable {
  readonly agent?: MarketAgent;
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly digits: number;
  readonly initial: number;
}

export const MARKET_VARIABLES = {
  grainPrice: {
    name: 'grain_price',
    label: 'Grain price',
    unit: 'crowns a tonne',
    digits: 2,
    initial: 212.4,
  },
  breadPrice: {
    name: 'bread_price',
    label: 'Bread price',
    unit: 'crowns a loaf',
    digits: 3,
    initial: 0.426,
  },
  unrest: {
    name: 'unrest',
    label: 'Unrest in the districts',
    unit: 'of 100',
    digits: 1,
    initial: 8,
  },
  osloStock: {
    agent: 'oslo_grain',
    name: 'grain_stock',
    label: "oslo_grain's stock",
    unit: 't',
    digits: 1,
    initial: 735,
  },
  osloCash: {
    agent: 'oslo_grain',
    name: 'cash',
    label: "oslo_grain's cash",
    unit: 'crowns',
    digits: 2,
    initial: 64_000,
  },
  osloLoan: {
    agent: 'oslo_grain',
    name: 'loan',
    label: "oslo_grain's loan",
    unit: 'crowns',
    digits: 2,
    initial: 60_000,
  },
  junoStock: {
    agent: 'juno_trader',
    name: 'grain_stock',
    label: "juno_trader's stock",
    unit: 't',
    digits: 1,
    initial: 220,
  },
  junoCash: {
    agent: 'juno_trader',
    name: 'cash',
    label: "juno_trader's cash",
    unit: 'crowns',
    digits: 2,
    initial: 60_000,
  },
  junoLoan: {
    agent: 'juno_trader',
    name: 'loan',
    label: "juno_trader's loan",
    unit: 'crowns',
    digits: 2,
    initial: 80_000,
  },
  importPlan: {
    agent: 'juno_trader',
    name: 'import_plan',
    label: "juno_trader's import plan",
    unit: 't a turn',
    digits: 0,
    initial: 50,
  },
  millStock: {
    agent: 'tarn_mill',
    name: 'grain_stock',
    label: "tarn_mill's grain",
    unit: 't',
    digits: 1,
    initial: 193,
  },
  stockDays: {
    agent: 'tarn_mill',
    name: 'stock_days',
    label: "tarn_mill's grain lasts",
    unit: 'days',
    digits: 1,
    initial: 9,
  },
  breadStock: {
    agent: 'tarn_mill',
    name: 'bread_stock',
    label: "tarn_mill's bread",
    unit: 'loaves',
    digits: 0,
    initial: 6_000,
  },
  millCash: {
    agent: 'tarn_mill',
    name: 'cash',
    label: "tarn_mill's cash",
    unit: 'crowns',
    digits: 2,
    initial: 66_000,
  },
  millLoan: {
    agent: 'tarn_mill',
    name: 'loan',
    label: "tarn_mill's loan",
    unit: 'crowns',
    digits: 2,
    initial: 120_000,
  },
  lendingRate: {
    agent: 'mira_bank',
    name: 'lending_rate',
    label: "mira_bank's lending rate",
    unit: '%',
    digits: 2,
    initial: 4.25,
  },
  reserves: {
    agent: 'mira_bank',
    name: 'reserves',
    label: "mira_bank's reserves",
    unit: 'crowns',
    digits: 2,
    initial: 96_000,
  },
  deposits: {
    agent: 'mira_bank',
    name: 'deposits',
    label: "mira_bank's deposits",
    unit: 'crowns',
    digits: 2,
    initial: 1_000_000,
  },
  reserveRatio: {
    agent: 'mira_bank',
    name: 'reserve_ratio',
    label: "mira_bank's reserve ratio",
    unit: '%',
    digits: 2,
    initial: 9.6,
  },
  wage: {
    agent: 'pell_union',
    name: 'wage',
    label: 'The wage',
    unit: 'crowns a shift',
    digits: 2,
    initial: 48,
  },
  councilStock: {
    agent: 'vale_council',
    name: 'reserve_grain',
    label: "vale_council's reserve",
    unit: 't',
    digits: 1,
    initial: 1_200,
  },
  treasury: {
    agent: 'vale_council',
    name: 'treasury',
    label: "vale_council's treasury",
    unit: 'crowns',
    digits: 2,
    initial: 300_000,
  },
} as const satisfies Readonly<Record<string, MarketVariable>>;

export type MarketVariableKey = keyof typeof MARKET_VARIABLES;

/** The description of any variable. */
export function describeVariable(key: MarketVariableKey): MarketVariable {
  return MARKET_VARIABLES[key];
}

/** `1,234.50`: the same text in every locale. */
export function amount(value: number, digits = 0): string {
  const [whole = '', fraction] = round(value, digits).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

export function round(value: number, digits: number): number {
  // Adding 0 turns -0 into 0.
  return Number(value.toFixed(digits)) + 0;
}
