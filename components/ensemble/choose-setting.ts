import type { EnsembleResults } from '@/lib/api/ensemble-contract';

type Setting = EnsembleResults['settings'][number];

/** More charts side by side are hard to compare. */
const MAX_CHARTS = 6;
/** The most charts that the reader can ask for: the API has no more groups. */
export const MAX_GROUPED = 100;

/** The settings by which charts can be divided. */
export function groupingSettings(settings: readonly Setting[]): readonly Setting[] {
  return settings.filter(({ value_count }) => value_count <= MAX_GROUPED);
}

/** The setting that divides the charts at first: the one with the fewest values, seeds last; `null` when all have many. */
export function chooseSetting(settings: readonly Setting[]): string | null {
  const few = settings.filter(
    ({ path, value_count }) => value_count <= MAX_CHARTS && !/(^|\.)seed$/.test(path),
  );
  const [first] = [...few].sort((a, b) => a.value_count - b.value_count);
  return first?.path ?? null;
}
