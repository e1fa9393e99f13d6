/** How many links a chain follows each way. */
export const DEFAULT_DEPTH = 5;
export const MAX_DEPTH = 20;
