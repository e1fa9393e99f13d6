/** The maximum length of a path between two events, in links. */
export const DEFAULT_PATH_LENGTH = 20;
export const MAX_PATH_LENGTH = 200;
/** The maximum number of paths. */
export const DEFAULT_PATHS = 10;
export const MAX_PATHS = 100;
