import type { IndexingSimulation } from '../lib/store/event-store';

/** What is written to; `isTTY` says whether a person looks at it. */
export type Terminal = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Where progress is shown. */
export interface ProgressView {
  /** Shows these, and how many more there are. */
  show(simulations: readonly IndexingSimulation[], moreCount: number): void;
  /** Leaves the terminal as if nothing had been shown. */
  end(): void;
}
