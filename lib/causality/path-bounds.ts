/** How many links a path between two events may have. */
export const DEFAULT_PATH_LENGTH = 20;
export const MAX_PATH_LENGTH = 200;
/** How many paths are listed. */
export const DEFAULT_PATHS = 10;
export const MAX_PATHS = 100;
