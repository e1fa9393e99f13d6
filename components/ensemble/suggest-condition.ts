import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import type { VariableCondition } from '@/lib/ensemble/condition';

/** A condition that about half of the runs meet: the variable over a round number near the middle of the highest values. */
export function suggestCondition(
  variable: string | null,
  rows: EnsembleResults['rows'] | undefined,
): VariableCondition | null {
  if (variable === null) return null;
  const highest = (rows ?? [])
    .flatMap(({ variables }) => variables[0]?.highest ?? [])
    .sort((a, b) => a - b);
  const value = round(highest[Math.floor(highest.length / 2)] ?? 0, highest);
  return { variable, operator: 'over', value };
}

/** As round as the distance between the values allows. */
function round(value: number, sorted: readonly number[]): number {
  const span = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  if (span <= 0) return value;
  const step = 10 ** Math.floor(Math.log10(span / 4));
  // Powers of ten below 1 are not exact.
  return Number((Math.round(value / step) * step).toPrecision(12));
}
