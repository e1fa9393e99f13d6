import type { Comparison } from '@/lib/api/client';

export type ComparedVariable = Comparison['variables']['differences'][number];

/**
 * Variables by their difference, the largest first: its size beside the values, times the turns that it holds. A global variable
 * counts twice, because it is of all agents.
 */
export function rankVariables(variables: readonly ComparedVariable[]): readonly ComparedVariable[] {
  return variables
    .map((variable, at) => ({ variable, at, weight: weightOf(variable) }))
    .sort((one, other) => other.weight - one.weight || one.at - other.at)
    .map(({ variable }) => variable);
}

/** Values that are no numbers come after all numbers. */
function weightOf({ scope, largest, turn_count }: ComparedVariable): number {
  if (largest === null) return 0;
  const size = Math.max(Math.abs(largest.a), Math.abs(largest.b));
  const share = size === 0 ? 0 : Math.abs(largest.a - largest.b) / size;
  return share * turn_count * (scope === 'global' ? 2 : 1);
}
