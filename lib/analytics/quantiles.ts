/** The quantile of ascending numbers, interpolated linearly; `null` without numbers. */
export function quantileOf(ascending: ArrayLike<number>, share: number): number | null {
  if (ascending.length === 0) return null;
  const at = (ascending.length - 1) * share;
  const below = ascending[Math.floor(at)] ?? 0;
  const above = ascending[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** At most `count` of ascending numbers, at even ranks, with the first and the last one. */
export function atEvenRanks(ascending: ArrayLike<number>, count: number): number[] {
  if (ascending.length <= count) return Array.from(ascending);
  return Array.from(
    { length: count },
    (_, i) => ascending[Math.round((i * (ascending.length - 1)) / (count - 1))] ?? 0,
  );
}
