/** Over how long the rate is taken, milliseconds. */
const WINDOW_MS = 5000;

/** How fast a count grows, a second, over the last five seconds. */
export class EventRate {
  readonly #counts: { readonly atMs: number; readonly count: number }[] = [];

  /** A count that became less begins anew. */
  note(count: number, atMs: number): void {
    const last = this.#counts.at(-1);
    if (last !== undefined && count < last.count) this.#counts.length = 0;
    this.#counts.push({ atMs, count });
    // One that is older stays, to measure from.
    while ((this.#counts[1]?.atMs ?? Infinity) < atMs - WINDOW_MS) this.#counts.shift();
  }

  perSecond(atMs: number): number {
    const first = this.#counts[0];
    const last = this.#counts.at(-1);
    if (first === undefined || last === undefined || last === first) return 0;
    // Nothing new for as long as that: it stands still.
    if (atMs - last.atMs > WINDOW_MS) return 0;
    return ((last.count - first.count) * 1000) / Math.max(1, atMs - first.atMs);
  }
}
