/** How a long search lets others in, and learns that it should come to its end. */
export interface Pace {
  /** Awaited every now and then. What it rejects with ends the search. */
  readonly breathe: () => Promise<void>;
  /** Whether what is found by now should be all. */
  readonly isTimeShort: () => boolean;
}

/** For where nobody else waits. */
export const UNHURRIED: Pace = { breathe: () => Promise.resolve(), isTimeShort: () => false };
