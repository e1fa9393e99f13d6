import { z } from 'zod';
import type { RunSettings } from '../../ensemble/compare-settings';
import { settingKey } from '../../ensemble/compare-settings';
import { MAX_RUNS, MIN_RUNS } from '../../ensemble/ensemble-bounds';
import { flattenSettings } from '../../ensemble/setting-path';
import { InvalidParametersError, SimulationNotFoundError } from '../../errors';
import { simulationDirectory } from '../../files/event-parts';
import { configKey } from '../../files/files-key';
import { readRunConfig } from '../../files/run-document';
import type { EventStore } from '../../store/event-store';
import { inParallel } from '../../work/in-parallel';
import { LruMap } from '../../work/lru-map';
import { during } from '../../work/work';

/** Which runs an ensemble has. With several members: the runs that all of them choose. */
export interface RunSelection {
  /** Ids, or patterns of ids in which `*` stands for any text. */
  readonly runs?: readonly string[] | undefined;
  /** The runs with this name in their configuration. */
  readonly name?: string | undefined;
  /** The runs with the same configuration as this run, apart from the seed. */
  readonly like?: string | undefined;
}

/** A run of an ensemble. */
export interface EnsembleRun {
  readonly id: string;
  readonly directory: string;
  /** The name in its configuration, otherwise its id. */
  readonly name: string;
  readonly settings: RunSettings;
}

/** Chooses the runs of ensembles, in order of their ids. */
export interface RunChooser {
  /**
   * @throws {SimulationNotFoundError} when a named run does not exist
   * @throws {InvalidParametersError} when there are fewer than 2 runs or more than 1,000
   */
  choose(selection: RunSelection): Promise<readonly EnsembleRun[]>;
}

/** The number of configurations read at once. */
const READERS = 8;
/** The number of configurations in memory. */
const MAX_KEPT = 2000;

const nameSchema = z.object({ simulation: z.object({ name: z.string().min(1) }) });

interface KeptConfig extends Pick<EnsembleRun, 'settings'> {
  readonly key: string;
  readonly name: string | undefined;
}

export function createRunChooser(
  outputRoot: string,
  store: Pick<EventStore, 'findSimulations'>,
): RunChooser {
  const kept = new LruMap<string, KeptConfig>(MAX_KEPT);

  async function readConfig(directory: string): Promise<KeptConfig> {
    const key = await configKey(directory);
    const known = kept.get(directory);
    if (known?.key === key) return known;
    const config = await readRunConfig(directory);
    const name = nameSchema.safeParse(config).data?.simulation.name;
    const read = { key, name, settings: config && flattenSettings(config) };
    kept.set(directory, read);
    return read;
  }

  async function describe(ids: readonly string[]): Promise<readonly EnsembleRun[]> {
    const runs = await inParallel(ids, READERS, async (id) => {
      const directory = simulationDirectory(outputRoot, id);
      if (directory === undefined) return undefined;
      const { name, settings } = await readConfig(directory);
      return { id, directory, name: name ?? id, settings };
    });
    return runs.filter((run) => run !== undefined);
  }

  return {
    choose: (selection) =>
      during('reading configurations', async () => {
        const { runs: asked, name, like } = selection;
        const found = await store.findSimulations();
        const all = found.flatMap(({ id, problem }) => (problem === undefined ? [id] : []));
        const ids = asked === undefined || asked.length === 0 ? all : chooseIds(all, asked);
        if (like !== undefined && !all.includes(like)) throw new SimulationNotFoundError(like);
        const isByConfig = name !== undefined || like !== undefined;
        if (!isByConfig && (asked === undefined || asked.length === 0)) {
          throw refusal({ runs: undefined }, 'expected runs, a name, or a run that they are like');
        }
        if (!isByConfig) requireSize(ids.length, selection);
        const described = await describe(ids);
        const [model] = like === undefined ? [] : await describe([like]);
        const chosen = described.filter(
          (run) =>
            (name === undefined || run.name === name) &&
            (model === undefined || isAlike(run.settings, model.settings)),
        );
        requireSize(chosen.length, selection);
        return chosen;
      }),
  };
}

function requireSize(count: number, selection: RunSelection): void {
  if (count < MIN_RUNS) {
    throw refusal(selection, `expected at least ${String(MIN_RUNS)} runs, found ${String(count)}`);
  }
  if (count > MAX_RUNS) {
    throw refusal(selection, `expected at most ${String(MAX_RUNS)} runs, found ${String(count)}`);
  }
}

/** @throws {SimulationNotFoundError} */
function chooseIds(all: readonly string[], asked: readonly string[]): readonly string[] {
  const known = new Set(all);
  const chosen = new Set<string>();
  for (const text of asked) {
    if (known.has(text)) {
      chosen.add(text);
      continue;
    }
    if (!text.includes('*')) throw new SimulationNotFoundError(text);
    const matches = matcherOf(text);
    for (const id of all) if (matches(id)) chosen.add(id);
  }
  return all.filter((id) => chosen.has(id));
}

/** Compares piece by piece: a regular expression could take long for hostile patterns. */
function matcherOf(pattern: string): (id: string) => boolean {
  const pieces = pattern.split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  const middle = pieces.slice(1, -1);
  return (id) => {
    if (!id.startsWith(first) || !id.endsWith(last)) return false;
    let at = first.length;
    for (const piece of middle) {
      const next = id.indexOf(piece, at);
      if (next === -1) return false;
      at = next + piece.length;
    }
    return at <= id.length - last.length;
  };
}

/** Whether two configurations differ at most in the seed. */
function isAlike(a: RunSettings, b: RunSettings): boolean {
  if (a === undefined || b === undefined) return a === b;
  const paths = new Set([...a.keys(), ...b.keys()]);
  paths.delete('seed');
  return [...paths].every((path) => settingKey(a.get(path)) === settingKey(b.get(path)));
}

function refusal({ runs, name, like }: RunSelection, reason: string): InvalidParametersError {
  const [parameter, value] =
    like !== undefined
      ? ['like', like]
      : name !== undefined
        ? ['name', name]
        : ['runs', runs?.join(', ') ?? ''];
  return new InvalidParametersError([{ parameter, value: value.slice(0, 200), reason }]);
}
