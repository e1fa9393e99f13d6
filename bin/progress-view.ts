import type { IndexingSimulation } from '../lib/store/event-store';

/** An output; `isTTY` is whether it is a terminal. */
export type Terminal = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** A view of progress. */
export interface ProgressView {
  /** Shows these simulations, and the number of further ones. */
  show(simulations: readonly IndexingSimulation[], moreCount: number): void;
  /** Restores the terminal to its state before. */
  end(): void;
}
