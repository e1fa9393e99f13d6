/** The window of the average, ms. */
const WINDOW_MS = 5000;

/** The growth of a count per second, over the last five seconds. */
export class EventRate {
  readonly #counts: { readonly atMs: number; readonly count: number }[] = [];

  /** A lower count starts the measurement again. */
  note(count: number, atMs: number): void {
    const last = this.#counts.at(-1);
    if (last !== undefined && count < last.count) this.#counts.length = 0;
    this.#counts.push({ atMs, count });
    // The last older sample stays as the start of the measurement.
    while ((this.#counts[1]?.atMs ?? Infinity) < atMs - WINDOW_MS) this.#counts.shift();
  }

  perSecond(atMs: number): number {
    const first = this.#counts[0];
    const last = this.#counts.at(-1);
    if (first === undefined || last === undefined || last === first) return 0;
    // Without new events for that long, the rate is 0.
    if (atMs - last.atMs > WINDOW_MS) return 0;
    return ((last.count - first.count) * 1000) / Math.max(1, atMs - first.atMs);
  }
}
