import type { BandsQuery, EnsembleResults } from '../../api/ensemble-contract';
import { meetsAll } from '../../ensemble/answer-condition';
import {
  differingSettings,
  groupRuns,
  type DifferingSetting,
  type RunGroup,
} from '../../ensemble/compare-settings';
import { MAX_GROUPS, MAX_SETTING_VALUES } from '../../ensemble/ensemble-bounds';
import type { RunDigest } from '../../ensemble/run-digest';
import { InvalidParametersError } from '../../errors';
import type { EventStore } from '../../store/event-store';
import type { IndexState } from '../../store/index-state';
import type { EnsembleRun, RunChooser } from './choose-runs';
import { createQuestion, summariseQuestion, type Answers } from './question';

/** Where ensembles come from. */
export interface EnsembleSources {
  readonly store: EventStore;
  readonly chooser: RunChooser;
}

/** The parameters that all answers have. */
export type EnsembleQuery = Pick<
  BandsQuery,
  'runs' | 'name' | 'like' | 'by' | 'question' | 'partial'
>;

/** A run with the part of its digest that an answer needs. */
export interface ReadRun<Part> extends EnsembleRun {
  readonly part: Part;
  readonly answers: Answers;
  readonly answer: boolean | null;
}

/** The runs of an ensemble that could be read. */
export interface Ensemble<Part> {
  readonly runs: readonly ReadRun<Part>[];
  readonly settings: readonly DifferingSetting[];
  readonly groups: readonly RunGroup[];
  readonly hasQuestion: boolean;
  /** The members of every answer. */
  readonly answer: {
    readonly run_count: number;
    readonly setting_count: number;
    readonly settings: EnsembleResults['settings'];
    readonly by: string[];
    readonly question: EnsembleResults['question'];
    readonly left_out: EnsembleResults['left_out'];
    readonly waiting: string[];
    readonly index?: IndexState;
  };
}

/** Reads from the digest of each run, and asks the question. */
export async function readEnsemble<Part>(
  { store, chooser }: EnsembleSources,
  query: EnsembleQuery,
  read: (digest: RunDigest) => Promise<Part>,
): Promise<Ensemble<Part>> {
  const { partial: isPartial = false, by = [] } = query;
  const question = createQuestion(store, query.question);
  const chosen = await chooser.choose(query);
  const settings = differingSettings(chosen.map((run) => run.settings));
  const paths = new Set(chosen.flatMap((run) => [...(run.settings?.keys() ?? [])]));
  requireSettings(by, paths, settings);
  const { results, waiting, unread, index } = await store.readDigests(
    chosen.map(({ id }) => id),
    async (digest) => ({ answers: await question.ask(digest), part: await read(digest) }),
    { isPartial },
  );
  const ready = chosen.flatMap((run) => {
    const result = results.get(run.id);
    return result === undefined ? [] : [{ ...run, ...result }];
  });
  const answers = await question.askIndexes(ready, { isPartial });
  const runs = ready.map((run, at): ReadRun<Part> => {
    const own = answers[at] ?? [];
    return { ...run, answers: own, answer: own.length === 0 ? null : meetsAll(own) };
  });
  const groups = groupRuns(
    runs.map((run) => run.settings),
    by,
  );
  if (groups.length > MAX_GROUPS) {
    const reason = `expected at most ${String(MAX_GROUPS)} groups, found ${String(groups.length)}`;
    throw new InvalidParametersError([{ parameter: 'by', value: by.join(', '), reason }]);
  }
  return {
    runs,
    settings,
    groups,
    hasQuestion: question.conditions.length > 0,
    answer: {
      run_count: runs.length,
      setting_count: paths.size,
      settings: settings.map(({ path, values }) => ({
        path,
        values: values.slice(0, MAX_SETTING_VALUES),
        value_count: values.length,
      })),
      by: [...by],
      question: summariseQuestion(question.conditions, answers),
      left_out: unread.map(({ simulationId, reason }) => ({ run: simulationId, reason })),
      waiting: [...waiting],
      ...(index === undefined ? {} : { index }),
    },
  };
}

function requireSettings(
  by: readonly string[],
  paths: ReadonlySet<string>,
  settings: readonly DifferingSetting[],
): void {
  const unknown = by.filter((path) => !paths.has(path));
  if (unknown.length === 0) return;
  const known = settings.slice(0, 10).map(({ path }) => path);
  const reason =
    known.length === 0
      ? 'the configurations do not differ'
      : `expected a setting of the configurations; these differ: ${known.join(', ')}`;
  throw new InvalidParametersError(unknown.map((value) => ({ parameter: 'by', value, reason })));
}

export function describeGroup<Part>(
  { runs, hasQuestion }: Ensemble<Part>,
  { values, members }: RunGroup,
): EnsembleResults['groups'][number] {
  const yes = members.filter((at) => runs[at]?.answer === true).length;
  return {
    values: [...values],
    run_count: members.length,
    yes_count: hasQuestion ? yes : null,
  };
}
