/** A map that drops its least recently used entry when it grows beyond `maxSize`. `get` and `set` use an entry. */
export class LruMap<Key, Value> extends Map<Key, Value> {
  readonly #maxSize: number;

  constructor(maxSize: number) {
    super();
    this.#maxSize = maxSize;
  }

  override get(key: Key): Value | undefined {
    const value = super.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  override set(key: Key, value: Value): this {
    // A Map keeps the order of insertion.
    this.delete(key);
    super.set(key, value);
    const [leastRecentlyUsed] = this.keys();
    if (this.size > this.#maxSize && leastRecentlyUsed !== undefined)
      this.delete(leastRecentlyUsed);
    return this;
  }
}
