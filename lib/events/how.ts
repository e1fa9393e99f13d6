/**
 * How an event compares with its counterpart in another run. `missing` and `extra` events have none: the other run, `b`, lacks
 * a missing one, and this run, `a`, lacks an extra one.
 */
export const HOWS = ['same', 'moved', 'changed', 'missing', 'extra'] as const;
export type How = (typeof HOWS)[number];

/** How two runs diverge. An event is `reordered` when it changed places with one that matters to it. */
export const DIVERGENCES = ['changed', 'missing', 'extra', 'reordered'] as const;
export type Divergence = (typeof DIVERGENCES)[number];

/** The most noticeable differences between two runs, in the order in which they are told. */
export const TOLD_DIFFERENCES = [
  'another_configuration',
  'another_seed',
  'another_verbosity',
  'cut_short',
  'renamed_agents',
] as const;
export type ToldDifference = (typeof TOLD_DIFFERENCES)[number];
