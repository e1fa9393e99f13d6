import { InvalidConfigError, type ConfigProblem } from '../../errors';
import { flattenSettings, withSetting } from '../../ensemble/setting-path';
import { SimulationConfig } from '../config/simulation-config';
import { loadParts } from '../load-parts';

/** A setting and the values that it takes in turn. */
export interface Sweep {
  /** See `lib/ensemble/setting-path.ts`. */
  readonly path: string;
  /** JSON values. */
  readonly values: readonly unknown[];
}

/** A run to be made. */
export interface PlannedRun {
  readonly seed: number;
  /** The swept settings, in the order of the sweeps. */
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
  /** The configuration with these settings and this seed. */
  readonly config: SimulationConfig;
}

export interface PlanOptions {
  readonly seeds: readonly number[];
  readonly sweeps: readonly Sweep[];
  readonly offline: boolean;
}

/** The most runs of a plan: as many as an ensemble may have. */
const MAX_PLANNED = 1000;

/** The most settings that an error names. */
const MAX_NAMED = 8;

/**
 * Plans a run for each combination of the values of all sweeps, and each seed. Each configuration is checked, with its parts.
 * @throws {InvalidConfigError} naming the sweep and its value, before anything is run
 */
export async function planRuns(
  config: SimulationConfig,
  { seeds, sweeps, offline }: PlanOptions,
): Promise<readonly PlannedRun[]> {
  requireSettings(config, sweeps);
  const count = sweeps.reduce((product, { values }) => product * values.length, seeds.length);
  if (count > MAX_PLANNED) {
    const reason = `expected at most ${String(MAX_PLANNED)} runs`;
    throw refusal('seeds and sweeps', `${String(count)} runs`, reason);
  }
  const planned: PlannedRun[] = [];
  for (const settings of combinations(sweeps)) {
    const changed = await changeConfig(config, settings, offline);
    for (const seed of seeds) planned.push({ seed, settings, config: changed.withSeed(seed) });
  }
  return planned;
}

function requireSettings({ sections }: SimulationConfig, sweeps: readonly Sweep[]): void {
  const known = flattenSettings(sections);
  const paths = new Set<string>();
  for (const { path, values } of sweeps) {
    const [value] = values;
    if (path === 'seed') throw refusal(path, value, 'expected --seeds for seeds');
    if (paths.has(path)) throw refusal(path, value, 'this setting is swept already');
    paths.add(path);
    const isSection = [...known.keys()].some((one) => one.startsWith(`${path}.`));
    if (known.has(path) || isSection) continue;
    const [section = ''] = path.split('.');
    const near = [...known.keys()].filter((one) => one.startsWith(`${section}.`));
    const named = (near.length === 0 ? [...known.keys()] : near).slice(0, MAX_NAMED).join(', ');
    throw refusal(path, value, `the configuration has no such setting; it has ${named}, …`);
  }
}

type Settings = PlannedRun['settings'];

/** All combinations, the last sweep changing fastest. */
function combinations(sweeps: readonly Sweep[]): readonly Settings[] {
  return sweeps.reduce<readonly Settings[]>(
    (all, { path, values }) =>
      all.flatMap((settings) => values.map((value) => [...settings, { path, value }])),
    [[]],
  );
}

async function changeConfig(
  { sections, directory }: SimulationConfig,
  settings: Settings,
  offline: boolean,
): Promise<SimulationConfig> {
  const changed = settings.reduce<unknown>(
    (config, { path, value }) => withSetting(config, path, value),
    sections,
  );
  try {
    const config = SimulationConfig.fromObject(changed, directory);
    await loadParts(config, { offline });
    return config;
  } catch (error) {
    if (!(error instanceof InvalidConfigError) || settings.length === 0) throw error;
    const source = settings.length === 1 ? 'sweep' : `sweep to ${describeSettings(settings)}`;
    throw new InvalidConfigError(source, error.errors, { cause: error });
  }
}

/** "engine.interest_rate=0.01, engine.bank="north"" */
export function describeSettings(settings: Settings): string {
  return settings.map(({ path, value }) => `${path}=${JSON.stringify(value)}`).join(', ');
}

function refusal(path: string, value: unknown, reason: string): InvalidConfigError {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const problem: ConfigProblem = { parameter: path, value: text, reason };
  return new InvalidConfigError('sweep', [problem]);
}
