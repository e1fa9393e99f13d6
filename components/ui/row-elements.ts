/** Knows which element shows which row. */
export interface RowElements {
  /**
   * A key for each of the rows to be shown: a row that was shown keeps its own, the others get those of rows that have
   * gone. New ones are made only where there are too few, for that costs more than all else in a jump.
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
