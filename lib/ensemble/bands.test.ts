import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeBands, quantile } from './bands';
import { distancesToBands, extremeRuns } from './distances';
import type { VariableValues } from './run-digest';
import { layAlong, turnAxis } from './turn-axis';

const PACE = { breathe: () => Promise.resolve() };

/** The values of a run: by turn a number, or null for another value; and its last turn. */
interface Run {
  readonly set: ReadonlyMap<number, number | null>;
  readonly lastTurn: number;
}

const arbitraryRun = fc
  .tuple(
    fc.uniqueArray(
      fc.tuple(fc.nat(30), fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))),
      { selector: ([turn]) => turn, maxLength: 20 },
    ),
    fc.nat(35),
  )
  .map(([set, more]): Run => ({
    set: new Map(set.sort(([a], [b]) => a - b)),
    lastTurn: Math.max(more, ...set.map(([turn]) => turn)),
  }));

function columnsOf({ set }: Run): VariableValues {
  return {
    turns: Float64Array.from(set.keys()),
    values: Float64Array.from(set.values(), (value) => value ?? NaN),
  };
}

/** The value at the end of a turn, the simple way. */
function valueAt({ set, lastTurn }: Run, turn: number): number | null {
  if (turn > lastTurn) return null;
  const last = Math.max(...[...set.keys()].filter((one) => one <= turn));
  return set.get(last) ?? null;
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

describe('the line of a run', () => {
  it('holds each value until the next one, and no longer than the run', () => {
    fc.assert(
      fc.property(
        arbitraryRun,
        fc.nat(10),
        fc.integer({ min: 1, max: 40 }),
        (run, first, points) => {
          const axis = turnAxis(first, 35, points);
          const line = layAlong(axis, columnsOf(run), run.lastTurn);
          expect(axis.turns.length).toBeLessThanOrEqual(points);
          expect(axis.turns.at(-1)).toBe(35);
          let from = first;
          for (const [at, turn] of axis.turns.entries()) {
            const within = Array.from({ length: turn - from + 1 }, (_, more) =>
              valueAt(run, from + more),
            ).filter((value) => value !== null);
            // A run that ends within the stretch has its last value at the end of it.
            const end = valueAt(run, Math.min(turn, Math.max(from, run.lastTurn)));
            expect(orNull(line.values[at])).toBe(end);
            expect(orNull(line.lowest[at])).toBe(within.length === 0 ? null : Math.min(...within));
            expect(orNull(line.highest[at])).toBe(within.length === 0 ? null : Math.max(...within));
            from = turn + 1;
          }
        },
      ),
      { numRuns: 300, seed: 20_261_201 },
    );
  });
});

/** Linear interpolation between the two nearest ranks, with exact shares. */
function naiveQuantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  if (low === undefined || high === undefined) return null;
  return low * (1 - (rank % 1)) + high * (rank % 1);
}

describe('bands', () => {
  it('equal quantiles of the values of each turn, computed one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryRun, { maxLength: 12 }), async (runs) => {
        const axis = turnAxis(0, 35, 100);
        const lines = runs.map((run) => layAlong(axis, columnsOf(run), run.lastTurn));
        const bands = await computeBands(lines, axis.turns.length, PACE);
        for (const [at, turn] of axis.turns.entries()) {
          const values = runs.flatMap((run) => valueAt(run, turn) ?? []);
          expect(bands.counts[at]).toBe(values.length);
          expect(bands.lowest[at]).toBe(values.length === 0 ? null : Math.min(...values));
          expect(bands.highest[at]).toBe(values.length === 0 ? null : Math.max(...values));
          const shares = { p5: 0.05, p25: 0.25, median: 0.5, p75: 0.75, p95: 0.95 } as const;
          for (const [name, share] of Object.entries(shares)) {
            const found = bands[name as keyof typeof shares][at] ?? null;
            const expected = naiveQuantile(values, share);
            if (expected === null) expect(found).toBeNull();
            else expect(found).toBeCloseTo(expected, 5 - Math.log10(Math.abs(expected) + 1));
          }
        }
      }),
      { numRuns: 100, seed: 20_261_201 },
    );
  });

  it('are finite for the largest numbers of both signs', async () => {
    const [least, most] = [-Number.MAX_VALUE, Number.MAX_VALUE];
    expect(quantile(Float64Array.of(least, most), 0.5)).toBe(0);
    const axis = turnAxis(0, 0, 10);
    const lines = [least, 0, most].map((value) =>
      layAlong(axis, { turns: Float64Array.of(0), values: Float64Array.of(value) }, 0),
    );
    const bands = await computeBands(lines, 1, PACE);
    const distances = await distancesToBands(lines, bands, PACE);
    for (const number of [...Object.values(bands).flat(), ...distances]) {
      expect(Number.isFinite(number)).toBe(true);
    }
  });
});

describe('distances to the bands', () => {
  async function measure(...runs: readonly (readonly (number | null)[])[]) {
    const axis = turnAxis(0, (runs[0]?.length ?? 0) - 1, 100);
    const lines = runs.map((values) =>
      layAlong(
        axis,
        {
          turns: Float64Array.from(values.keys()),
          values: Float64Array.from(values, (value) => value ?? NaN),
        },
        values.length - 1,
      ),
    );
    const bands = await computeBands(lines, axis.turns.length, PACE);
    return distancesToBands(lines, bands, PACE);
  }

  it('are smallest for the run amid, largest for the one far away', async () => {
    const runs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 90].map((level) => [level, level, level]);
    const distances = await measure(...runs);
    expect(extremeRuns(distances)).toEqual({ typical: 4, unusual: 9 });
    expect(distances[9]).toBeGreaterThan(1);
  });

  it('count a missing value as 1, and none for a run without values', async () => {
    const distances = await measure([5, 5], [5, 5], [5, null], [null, null]);
    expect(distances).toEqual([0, 0, 0.5, null]);
    expect(extremeRuns(distances)).toEqual({ typical: 0, unusual: 2 });
    expect(extremeRuns([null, null])).toEqual({ typical: null, unusual: null });
  });

  it('count a value off the median as 1 where the band has no width', async () => {
    const alike = Array.from({ length: 40 }, () => [5]);
    expect((await measure(...alike, [7]))[40]).toBe(1);
  });
});
