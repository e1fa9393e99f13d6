/** The numbers of runs in an ensemble. */
export const MIN_RUNS = 2;
export const MAX_RUNS = 1000;

/** The most settings that runs are grouped by. */
export const MAX_GROUPING = 4;
/** The most groups. More are refused. */
export const MAX_GROUPS = 100;
/** The most values of a setting that are listed. */
export const MAX_SETTING_VALUES = 200;

export const DEFAULT_BAND_POINTS = 200;
export const MAX_BAND_POINTS = 1000;

export const DEFAULT_RESULT_ROWS = 100;
export const MAX_RESULT_VARIABLES = 20;
export const MAX_LISTED_VARIABLES = 500;

export const DEFAULT_FORK_NODES = 60;
export const MAX_FORK_NODES = 500;
/** The most branches of a fork; smaller ones become one. */
export const MAX_FORK_BRANCHES = 6;
/** The most choices of all runs together that are compared. */
export const MAX_CHOICES = 1_000_000;
