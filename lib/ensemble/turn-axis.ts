import type { VariableValues } from './run-digest';

/** The turns of a chart: stretches of equally many turns, each known by its last turn. */
export interface TurnAxis {
  /** The first turn of the first stretch. */
  readonly first: number;
  /** The last turn of each stretch, ascending. */
  readonly turns: readonly number[];
  /** The number of turns in a stretch; 1 when no turn is left out. */
  readonly width: number;
}

/** @param points the most stretches */
export function turnAxis(first: number, last: number, points: number): TurnAxis {
  const width = Math.max(1, Math.ceil((last - first + 1) / points));
  const count = Math.ceil((last - first + 1) / width);
  return {
    first,
    width,
    turns: Array.from({ length: count }, (_, at) => Math.min(last, first + (at + 1) * width - 1)),
  };
}

/** The values of one run along an axis. NaN before the first value, after the run's last turn, and where it is not a number. */
export interface RunLine {
  /** At the end of each stretch. */
  readonly values: Float64Array;
  /** The lowest and the highest value at the end of a turn of each stretch. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

/** Lays the values of a run along an axis. A value holds until the next one, at most until the last turn of the run. */
export function layAlong(
  { first, turns }: TurnAxis,
  set: VariableValues,
  lastTurn: number,
): RunLine {
  const values = new Float64Array(turns.length).fill(NaN);
  const lowest = values.slice();
  const highest = values.slice();
  let next = 0;
  let value = NaN;
  for (; next < set.turns.length && (set.turns[next] ?? 0) < first; next++) {
    value = set.values[next] ?? NaN;
  }
  for (const [at, turn] of turns.entries()) {
    const from = (turns[at - 1] ?? first - 1) + 1;
    if (from > lastTurn) break;
    let [low, high] = [Infinity, -Infinity];
    // The value before the stretch still stands at the end of its first turn, unless that turn sets another.
    if (set.turns[next] !== from && !Number.isNaN(value)) [low, high] = [value, value];
    for (; next < set.turns.length && (set.turns[next] ?? 0) <= turn; next++) {
      value = set.values[next] ?? NaN;
      low = Math.min(low, Number.isNaN(value) ? Infinity : value);
      high = Math.max(high, Number.isNaN(value) ? -Infinity : value);
    }
    values[at] = value;
    lowest[at] = low === Infinity ? NaN : low;
    highest[at] = high === -Infinity ? NaN : high;
  }
  return { values, lowest, highest };
}
