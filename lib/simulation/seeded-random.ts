/** Random numbers that depend only on the seed, on every machine: only 32-bit integer steps and exact sums. */
export interface SeededRandom {
  /** From 0 to just under 1, in steps of 2^-32. */
  readonly next: () => number;
  /** A whole number from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number;
  /** One of `items`. @throws {RangeError} when there are none */
  pick<T>(items: readonly T[]): T;
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean;
  /** Around `mean`, spread by `deviation`, never further off than 6 of it. Default 0 and 1. */
  normal(mean?: number, deviation?: number): number;
  /** Its state, from which {@link createSeededRandom} continues. */
  state(): RandomState;
}

/** Four 32-bit integers. */
export type RandomState = readonly [number, number, number, number];

/**
 * Makes a generator (sfc32, seeded by splitmix32). The same integer `seed` gives the same numbers. With `state`, it continues
 * from a saved state.
 */
export function createSeededRandom(seed: number, state?: RandomState): SeededRandom {
  let mixed = seed | 0;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, counter] = state ?? [mix(), mix(), mix(), 1];

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    int,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: (probability) => next() < probability,
    // The sum of twelve uniform numbers has the variance 1. Box-Muller needs log and cos, whose last digit depends on the
    // JavaScript engine.
    normal: (mean = 0, deviation = 1) => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return mean + deviation * sum;
    },
    state: () => [a, b, c, counter],
  };
}

/** The seed of one of several generators of a run, by its name, so that the generators do not affect each other. */
export function seedFor(seed: number, name: string): number {
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (seed ^ hash) | 0;
}
