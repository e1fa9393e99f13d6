import type { Variables } from '../world';

/** The variable as a number; 0 if it is absent or not a number. */
export function numberIn(variables: Variables, name: string): number {
  const value = variables[name];
  return typeof value === 'number' ? value : 0;
}

/** Rounds to hundredths, the unit of all amounts in a market, which stays readable. */
export function round(value: number): number {
  // Adding 0 turns -0 into 0.
  return Math.round(value * 100) / 100 + 0;
}

// Shared: `toLocaleString` would make one for every number.
const FORMAT = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** Formats an amount for people. */
export function show(value: number): string {
  return FORMAT.format(value);
}
