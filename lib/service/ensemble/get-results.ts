import type { EnsembleResults, ResultsQuery } from '../../api/ensemble-contract';
import {
  DEFAULT_BAND_POINTS,
  DEFAULT_RESULT_ROWS,
  MAX_LISTED_VARIABLES,
} from '../../ensemble/ensemble-bounds';
import { findVariable } from '../../ensemble/find-variable';
import { sortResults, whyNotSortable, type ResultRow } from '../../ensemble/result-table';
import type { RunFacts } from '../../ensemble/run-digest';
import { InvalidParametersError } from '../../errors';
import { compareVariables, type VariableKey } from '../../replay/variable';
import { readVariableKey, writeVariableKey } from '../../replay/variable-key';
import { inParallel } from '../../work/in-parallel';
import { breathe } from '../../work/work';
import type { RunStatus } from '../run-status';
import { describeGroup, readEnsemble, type EnsembleSources } from './read-ensemble';
import { measureRuns, NO_LINES, rangeOf, readLines } from './run-lines';

/** The number of states of runs that are read at once. */
const STATUS_READERS = 8;

/** A table of the runs. */
export async function getEnsembleResults(
  sources: EnsembleSources,
  readStatus: (simulationId: string) => Promise<RunStatus>,
  query: ResultsQuery,
): Promise<EnsembleResults> {
  const keys = (query.variables ?? []).map(readVariableKey);
  const [main] = keys;
  const ensemble = await readEnsemble(sources, query, (digest) =>
    Promise.resolve({
      facts: digest.facts,
      range: main && rangeOf(digest, main),
      listed: digest.variables.map(({ scope, agent_id, variable_name }) => ({
        scope,
        agent_id,
        variable_name,
      })),
      variables: keys.map((key) => findVariable(digest.variables, key) ?? null),
    }),
  );
  const { runs, settings, groups } = ensemble;
  const paths = settings.map(({ path }) => path);
  const columns = { paths, variables: keys.map(writeVariableKey) };
  const { sort = 'run', order = 'asc' } = query;
  const reason = whyNotSortable(sort, columns);
  if (reason !== undefined) {
    throw new InvalidParametersError([{ parameter: 'sort', value: sort, reason }]);
  }
  const ranges = runs.map(({ id, part }) => ({ id, part: part.range }));
  const { axis, lines } =
    main === undefined
      ? NO_LINES
      : await readLines(sources.store, ranges, main, DEFAULT_BAND_POINTS, query.partial ?? false);
  const measured = await measureRuns(runs, lines, axis.turns.length);
  const statuses = await inParallel(runs, STATUS_READERS, ({ id }) => readStatus(id));
  const rows = runs.map((run, at): ResultRow => ({
    run: run.id,
    name: run.name,
    status: statuses[at] ?? 'interrupted',
    settings: paths.map((path) => run.settings?.get(path) ?? null),
    facts: run.part.facts,
    answer: run.answer,
    distance: measured.distances[at] ?? null,
    variables: run.part.variables,
  }));
  const wanted = rows.filter(({ answer }) => isWanted(answer, query.answers));
  const sorted = sortResults(wanted, sort, order, columns);
  const { offset = 0, limit = query.format === 'csv' ? Infinity : DEFAULT_RESULT_ROWS } = query;
  const page = sorted.slice(offset, offset + limit);
  const counted = await countVariables(runs.map(({ part }) => part.listed));
  return {
    ...ensemble.answer,
    groups: groups.map((group) => describeGroup(ensemble, group)),
    variables: counted.slice(0, MAX_LISTED_VARIABLES),
    variable_count: counted.length,
    rows: page.map(toWireRow),
    total: sorted.length,
    has_more: offset + page.length < sorted.length,
    typical: measured.typical,
    unusual: measured.unusual,
  };
}

/** How many runs have each variable: those of most runs first. */
async function countVariables(
  runs: readonly (readonly VariableKey[])[],
): Promise<EnsembleResults['variables']> {
  const counts = new Map<string, EnsembleResults['variables'][number]>();
  for (const variables of runs) {
    await breathe();
    for (const variable of variables) {
      const key = writeVariableKey(variable);
      const counted = counts.get(key);
      if (counted === undefined) counts.set(key, { key, ...variable, run_count: 1 });
      else counted.run_count++;
    }
  }
  return [...counts.values()].sort((a, b) => b.run_count - a.run_count || compareVariables(a, b));
}

function isWanted(answer: boolean | null, wanted: 'yes' | 'no' | undefined): boolean {
  return wanted === undefined || (answer === true) === (wanted === 'yes');
}

function toWireRow({
  facts,
  variables,
  settings,
  ...row
}: ResultRow): EnsembleResults['rows'][number] {
  return {
    run: row.run,
    name: row.name,
    status: row.status,
    settings: [...settings],
    ...toWireFacts(facts),
    answer: row.answer,
    distance: row.distance,
    variables: variables.map(
      (result) =>
        result && {
          last: result.last,
          lowest: result.lowest,
          lowest_turn: result.lowestTurn,
          highest: result.highest,
          highest_turn: result.highestTurn,
        },
    ),
  };
}

function toWireFacts(facts: RunFacts) {
  return {
    first_turn: facts.firstTurn,
    last_turn: facts.lastTurn,
    event_count: facts.eventCount,
    failure_count: facts.failureCount,
    tokens: facts.usage?.tokens ?? null,
    cost: facts.usage?.cost ?? null,
    duration_ms: facts.durationMs,
  };
}
