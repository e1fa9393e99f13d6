import type { Bands, Pace } from './bands';
import type { RunLine } from './turn-axis';

/**
 * How far each run is from the bands of all runs: the mean over the turns of `|value - median|` in units of half the width of
 * the band of nine in ten. A value that is missing where other runs have one counts as 1, and no value counts as more than
 * {@link MAX_DISTANCE}. Where the band has no width, a value on the median counts as 0 and any other as 1. `null` for a run
 * without any value.
 */
export async function distancesToBands(
  lines: readonly RunLine[],
  bands: Bands,
  { breathe }: Pace,
): Promise<readonly (number | null)[]> {
  const distances: (number | null)[] = [];
  for (const { values } of lines) {
    await breathe();
    let [sum, turns, own] = [0, 0, 0];
    for (const [at, median] of bands.median.entries()) {
      if (median === null) continue;
      turns++;
      const value = values[at] ?? NaN;
      if (Number.isNaN(value)) {
        sum += 1;
        continue;
      }
      own++;
      const width = (bands.p95[at] ?? 0) / 2 - (bands.p5[at] ?? 0) / 2;
      // Halves, because the difference of two numbers of the largest size would be infinite.
      const away = Math.abs(value / 2 - median / 2) * 2;
      sum += away === 0 ? 0 : width === 0 ? 1 : Math.min(MAX_DISTANCE, away / width);
    }
    distances.push(own === 0 ? null : sum / turns);
  }
  return distances;
}

const MAX_DISTANCE = 100;

/** The places of the run nearest to the bands and of the run farthest from them. Of equal runs, the first. */
export function extremeRuns(distances: readonly (number | null)[]): {
  readonly typical: number | null;
  readonly unusual: number | null;
} {
  let [typical, unusual]: (number | null)[] = [null, null];
  for (const [at, distance] of distances.entries()) {
    if (distance === null) continue;
    if (typical === null || distance < (distances[typical ?? -1] ?? Infinity)) typical = at;
    if (unusual === null || distance > (distances[unusual ?? -1] ?? -Infinity)) unusual = at;
  }
  return { typical: typical ?? null, unusual: unusual ?? null };
}
