/** How much a figure grows in a unit of `at`, by the straight line that is nearest to all its samples; 0 of fewer than two. */
export function slopeOf(
  samples: readonly { readonly at: number; readonly value: number }[],
): number {
  const count = samples.length;
  if (count < 2) return 0;
  const meanAt = samples.reduce((sum, { at }) => sum + at, 0) / count;
  const meanValue = samples.reduce((sum, { value }) => sum + value, 0) / count;
  const spread = samples.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  if (spread === 0) return 0;
  const along = samples.reduce(
    (sum, { at, value }) => sum + (at - meanAt) * (value - meanValue),
    0,
  );
  return along / spread;
}
