/** Lets a long search pause for other work, and end early. */
export interface Pace {
  /** Awaited at intervals. A rejection ends the search. */
  readonly breathe: () => Promise<void>;
  /** Whether the search should end with its results so far. */
  readonly isTimeShort: () => boolean;
}

/** For searches that block no other work. */
export const UNHURRIED: Pace = { breathe: () => Promise.resolve(), isTimeShort: () => false };
