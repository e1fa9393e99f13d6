/** An output; `isTTY` is whether it is a terminal. */
export type Terminal = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** The progress of one of several works. */
export interface ProgressItem {
  /** Its name. No work has an empty name. */
  readonly id: string;
  readonly done: number;
  /** `done` at the end. */
  readonly total: number;
  /** Its progress in words. */
  readonly text: string;
}

/** A view of progress. */
export interface ProgressView {
  /** Shows these works, and the number of further ones. */
  show(items: readonly ProgressItem[], moreCount: number): void;
  /** Restores the terminal to its state before. */
  end(): void;
}
