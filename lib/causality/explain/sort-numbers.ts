/**
 * Numbers sorts of events (see `WindowEvent`) from 0, in the order in which they are asked for first.
 *
 * @typeParam Key has the same value for all events of a sort, and another for each other sort
 */
export class SortNumbers<Key extends string | number> {
  readonly #numbers = new Map<Key, number>();

  numberOf(key: Key): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** `undefined` for a sort that was never numbered. */
  find(key: Key): number | undefined {
    return this.#numbers.get(key);
  }
}
