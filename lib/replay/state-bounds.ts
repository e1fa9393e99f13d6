/** The default maximum number of points in a variable's series. */
export const DEFAULT_POINTS = 200;
export const MAX_POINTS = 2000;
/** The maximum number of variables in an answer. */
export const MAX_VARIABLES = 10_000;
/** The maximum number of series in a request. */
export const MAX_SERIES_ASKED = 20;
/** The maximum number of turns, over all series of an answer, whose values are read to find the lowest and the highest. */
export const MAX_TURNS_READ = 20_000;
