/** The panels of an analysis, each of which can be requested alone. */
export const PANELS = [
  ...(['activity', 'kinds', 'patterns', 'interactions', 'calls'] as const),
  ...(['influence', 'chains', 'findings'] as const),
] as const;
export type Panel = (typeof PANELS)[number];

/** The panels that texts name, each one of them or several joined by commas, in the order of {@link PANELS}. */
export function readPanels(texts: readonly string[]): readonly Panel[] {
  const named = new Set(texts.flatMap((text) => text.split(',')));
  return PANELS.filter((panel) => named.has(panel));
}

/** The maximum number of columns along turns. More turns share a column. */
export const MAX_TURN_BINS = 200;
/** Agents with rows of their own, those with the most events. */
export const MAX_AGENTS = 50;
/** Kinds with columns of their own, the most frequent. */
export const MAX_KINDS = 40;
export const MAX_TRANSITIONS = 200;
export const MAX_LOOPS = 50;
/** Decisions and actions that are searched for loops: the first of the run. */
export const MAX_DEEDS = 500_000;
/** Lines of actions that are read for the matrix of interactions. */
export const MAX_ACTION_LINES = 20_000;
/** Lines of SYSTEM events that are read for model calls. */
export const MAX_CALL_LINES = 50_000;
export const MAX_MODELS = 50;
/** Events in the graph of links, and links in it. */
export const MAX_GRAPH_EVENTS = 2_000_000;
export const MAX_GRAPH_LINKS = 4_000_000;
export const MAX_INFLUENTIAL = 20;
export const MAX_CHAINS = 5;
/** Events that are listed of a chain. */
export const MAX_CHAIN_EVENTS = 100;
/** Events that are listed as the evidence of a finding. */
export const MAX_EVIDENCE = 100;
export const MAX_FINDINGS = 40;
/** Rows of agents and turns that findings look at. */
export const MAX_TALLIES = 500_000;
