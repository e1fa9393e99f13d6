import type { SettingValue } from './setting-path';

/** The settings of a run by path; `undefined` for a run without a configuration that can be read. */
export type RunSettings = ReadonlyMap<string, SettingValue> | undefined;

/** A setting that differs between runs. */
export interface DifferingSetting {
  readonly path: string;
  /** Its values, in order: numbers by size, then texts, then others. A run without the setting has the value null. */
  readonly values: readonly { readonly value: SettingValue; readonly run_count: number }[];
}

/** A text that is longer is compared by its beginning and its length. */
const MAX_COMPARED = 2000;

/** Two values with the same key are the same. */
export function settingKey(value: SettingValue | undefined): string {
  const json = JSON.stringify(value ?? null);
  return json.length <= MAX_COMPARED
    ? json
    : `${json.slice(0, MAX_COMPARED)} ${String(json.length)}`;
}

/** The settings that differ between runs, in the order of the configurations. Runs without a configuration do not count. */
export function differingSettings(runs: readonly RunSettings[]): readonly DifferingSetting[] {
  const known = runs.filter((settings) => settings !== undefined);
  const paths = new Set(known.flatMap((settings) => [...settings.keys()]));
  return [...paths].flatMap((path) => {
    const counts = new Map<string, { readonly value: SettingValue; run_count: number }>();
    for (const settings of known) {
      const value = settings.get(path) ?? null;
      const key = settingKey(value);
      const counted = counts.get(key);
      if (counted === undefined) counts.set(key, { value, run_count: 1 });
      else counted.run_count++;
    }
    if (counts.size < 2) return [];
    const values = [...counts.values()].sort((a, b) => compareSettings(a.value, b.value));
    return [{ path, values }];
  });
}

/** Numbers by size, then texts, then true and false, then others. */
export function compareSettings(a: SettingValue, b: SettingValue): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [keyA, keyB] = [settingKey(a), settingKey(b)];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

function rankOf(value: SettingValue): number {
  const rank = ['number', 'string', 'boolean'].indexOf(typeof value);
  return rank === -1 ? 3 : rank;
}

/** Runs with equal values of the grouping settings. */
export interface RunGroup {
  /** In the order of the paths. */
  readonly values: readonly SettingValue[];
  /** Places in the list of runs, ascending. */
  readonly members: readonly number[];
}

/** Groups runs by the values of these settings, in the order of the values. Without paths, all runs are one group. */
export function groupRuns(
  runs: readonly RunSettings[],
  paths: readonly string[],
): readonly RunGroup[] {
  const groups = new Map<string, { readonly values: readonly SettingValue[]; members: number[] }>();
  for (const [at, settings] of runs.entries()) {
    const values = paths.map((path) => settings?.get(path) ?? null);
    const key = values.map(settingKey).join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, members: [at] });
    else group.members.push(at);
  }
  return [...groups.values()].sort((a, b) =>
    a.values.reduce<number>(
      (order, value, at) => order || compareSettings(value, b.values[at] ?? null),
      0,
    ),
  );
}
