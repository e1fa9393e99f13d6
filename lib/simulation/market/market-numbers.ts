import type { Variables } from '../world';

/** A number among variables; 0 where there is none. */
export function numberIn(variables: Variables, name: string): number {
  const value = variables[name];
  return typeof value === 'number' ? value : 0;
}

/** To hundredths: what is counted in a market is counted so, and stays readable. */
export function round(value: number): number {
  // Adding 0 turns -0 into 0.
  return Math.round(value * 100) / 100 + 0;
}

// Made once: `toLocaleString` would make one for every number.
const FORMAT = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** So much of something, for people. */
export function show(value: number): string {
  return FORMAT.format(value);
}
