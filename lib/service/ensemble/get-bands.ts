import type { BandsQuery, EnsembleBands } from '../../api/ensemble-contract';
import { computeBands } from '../../ensemble/bands';
import { DEFAULT_BAND_POINTS } from '../../ensemble/ensemble-bounds';
import { readVariableKey, writeVariableKey } from '../../replay/variable-key';
import { breathe } from '../../work/work';
import { describeGroup, readEnsemble, type EnsembleSources } from './read-ensemble';
import { measureRuns, rangeOf, readLines, toNumbers } from './run-lines';

const PACE = { breathe };

/** The bands of a variable over turns. */
export async function getEnsembleBands(
  sources: EnsembleSources,
  query: BandsQuery,
): Promise<EnsembleBands> {
  const key = readVariableKey(query.variable);
  const ensemble = await readEnsemble(sources, query, (digest) =>
    Promise.resolve(rangeOf(digest, key)),
  );
  const { runs, groups } = ensemble;
  const points = query.points ?? DEFAULT_BAND_POINTS;
  const { axis, lines } = await readLines(sources.store, runs, key, points, query.partial ?? false);
  const length = axis.turns.length;
  const bands: EnsembleBands['bands'] = [];
  for (const group of groups) {
    const own = group.members.flatMap((at) => lines.get(runs[at]?.id ?? '') ?? []);
    bands.push({
      ...describeGroup(ensemble, group),
      with_variable: own.length,
      ...(await computeBands(own, length, PACE)),
    });
  }
  const measured = await measureRuns(runs, lines, length);
  const groupOf = new Map(
    groups.flatMap(({ members }, group) => members.map((at) => [at, group] as const)),
  );
  return {
    ...ensemble.answer,
    variable: { key: writeVariableKey(key), ...key },
    turns: [...axis.turns],
    turns_per_point: axis.width,
    bands,
    lines: runs.flatMap(({ id, answer }, at) => {
      const line = lines.get(id);
      if (line === undefined || query.lines === false) return [];
      return [{ run: id, group: groupOf.get(at) ?? 0, answer, values: toNumbers(line.values) }];
    }),
    typical: measured.typical,
    unusual: measured.unusual,
  };
}
