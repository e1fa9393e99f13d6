/** Causes of an event, or what came of it. */
export const EXPLANATION_DIRECTIONS = ['upstream', 'downstream'] as const;
export type ExplanationDirection = (typeof EXPLANATION_DIRECTIONS)[number];

/** The number of causes in an answer. */
export const DEFAULT_EXPLANATION_LIMIT = 5;
export const MAX_EXPLANATION_LIMIT = 20;

/** An explanation looks at events up to this many turns away. */
export const MAX_WINDOW_TURNS = 40;
/** And at no more than this many events before (or after) the event. */
export const MAX_WINDOW_EVENTS = 50_000;

/** A chain has at most twice this many events: of a longer one, its first and its last events. */
export const CHAIN_END = 50;
