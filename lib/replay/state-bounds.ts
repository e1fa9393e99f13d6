/** How many points of a variable's series are given at the most. */
export const DEFAULT_POINTS = 200;
export const MAX_POINTS = 2000;
/** How many variables one answer may have. */
export const MAX_VARIABLES = 10_000;
/** How many variables' series may be asked for at once. */
export const MAX_SERIES_ASKED = 20;
/** Of how many turns, of all series of an answer together, values are read to find the lowest and the highest. */
export const MAX_TURNS_READ = 20_000;
