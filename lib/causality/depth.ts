/** The number of links that a chain follows in each direction. */
export const DEFAULT_DEPTH = 5;
export const MAX_DEPTH = 20;
