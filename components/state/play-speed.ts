/** Turns per second. */
export const PLAY_SPEEDS = [1, 2, 5, 10] as const;
export type PlaySpeed = (typeof PLAY_SPEEDS)[number];
