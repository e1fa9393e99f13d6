/** Assigns elements to rows. */
export interface RowElements {
  /**
   * A key for each row to be shown. A row that was shown keeps its key; others get the keys of rows that are gone. New keys are
   * made only when there are too few: new elements are the most expensive part of a jump.
   */
  keysOf(rows: readonly number[]): ReadonlyMap<number, number>;
}

export function createRowElements(): RowElements {
  let known: ReadonlyMap<number, number> = new Map();
  return {
    keysOf(rows) {
      const taken = new Set(rows.flatMap((row) => known.get(row) ?? []));
      const free = Array.from(known.values()).filter((key) => !taken.has(key));
      let lowest = 0;
      const takeKey = (): number => {
        while (taken.has(lowest)) lowest++;
        const key = free.shift() ?? lowest;
        taken.add(key);
        return key;
      };
      known = new Map(rows.map((row) => [row, known.get(row) ?? takeKey()]));
      return known;
    },
  };
}
