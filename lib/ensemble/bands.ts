import type { RunLine } from './turn-axis';

/** The bands of runs along an axis, one number for each stretch; `null` where no run has a value. */
export interface Bands {
  /** The number of runs with a value. */
  readonly counts: number[];
  readonly lowest: (number | null)[];
  readonly p5: (number | null)[];
  readonly p25: (number | null)[];
  readonly median: (number | null)[];
  readonly p75: (number | null)[];
  readonly p95: (number | null)[];
  readonly highest: (number | null)[];
}

export interface Pace {
  /** Called in long loops. */
  readonly breathe: () => Promise<void>;
}

/**
 * Computes bands. Quantiles are of the values at the end of a stretch, interpolated linearly between the two nearest ranks. The
 * extremes are of all turns of a stretch.
 */
export async function computeBands(
  lines: readonly RunLine[],
  length: number,
  { breathe }: Pace,
): Promise<Bands> {
  const counts: number[] = [];
  const columns = {
    lowest: newColumn(),
    p5: newColumn(),
    p25: newColumn(),
    median: newColumn(),
    p75: newColumn(),
    p95: newColumn(),
    highest: newColumn(),
  };
  const sorted = new Float64Array(lines.length);
  for (let at = 0; at < length; at++) {
    await breathe();
    let count = 0;
    let [lowest, highest] = [Infinity, -Infinity];
    for (const line of lines) {
      const value = line.values[at] ?? NaN;
      if (!Number.isNaN(value)) sorted[count++] = value;
      const [low, high] = [line.lowest[at] ?? NaN, line.highest[at] ?? NaN];
      if (low < lowest) lowest = low;
      if (high > highest) highest = high;
    }
    const present = sorted.subarray(0, count).sort();
    counts.push(count);
    columns.lowest.push(lowest === Infinity ? null : lowest);
    columns.p5.push(quantile(present, 0.05));
    columns.p25.push(quantile(present, 0.25));
    columns.median.push(quantile(present, 0.5));
    columns.p75.push(quantile(present, 0.75));
    columns.p95.push(quantile(present, 0.95));
    columns.highest.push(highest === -Infinity ? null : highest);
  }
  return { counts, ...columns };
}

/** The quantile of numbers in ascending order, interpolated linearly; `null` of none. */
export function quantile(sorted: Float64Array, share: number): number | null {
  if (sorted.length === 0) return null;
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const [low, high] = [sorted[below] ?? 0, sorted[Math.min(below + 1, sorted.length - 1)] ?? 0];
  const part = rank - below;
  // The difference of two numbers of the largest size would be infinite.
  return part === 0 || low === high ? low : low * (1 - part) + high * part;
}

function newColumn(): (number | null)[] {
  return [];
}
