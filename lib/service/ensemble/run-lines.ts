import { computeBands } from '../../ensemble/bands';
import { distancesToBands, extremeRuns } from '../../ensemble/distances';
import { findVariable } from '../../ensemble/find-variable';
import type { RunDigest } from '../../ensemble/run-digest';
import { layAlong, turnAxis, type RunLine, type TurnAxis } from '../../ensemble/turn-axis';
import type { VariableKey } from '../../replay/variable';
import type { EventStore } from '../../store/event-store';
import { breathe } from '../../work/work';

const PACE = { breathe };

/** The turns of a run with a variable. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export const NO_LINES: { readonly axis: TurnAxis; readonly lines: ReadonlyMap<string, RunLine> } = {
  axis: { first: 0, turns: [], width: 1 },
  lines: new Map(),
};

/** `undefined` when the run has no numbers of the variable. */
export function rangeOf({ facts, variables }: RunDigest, key: VariableKey): LineRange | undefined {
  if (findVariable(variables, key) === undefined) return undefined;
  return { first: facts.firstTurn ?? 0, last: facts.lastTurn ?? 0 };
}

/** The values of a variable of each run along one axis. A run without the variable has no line. */
export async function readLines(
  store: EventStore,
  runs: readonly { readonly id: string; readonly part: LineRange | undefined }[],
  key: VariableKey,
  points: number,
  isPartial: boolean,
): Promise<{
  readonly axis: TurnAxis;
  readonly lines: ReadonlyMap<string, RunLine>;
}> {
  const ranges = runs.flatMap(({ part }) => part ?? []);
  const first = ranges.reduce((least, range) => Math.min(least, range.first), Infinity);
  const last = ranges.reduce((most, range) => Math.max(most, range.last), -Infinity);
  if (first > last) return { axis: { first: 0, turns: [], width: 1 }, lines: new Map() };
  const axis = turnAxis(first, last, points);
  const with_variable = runs.flatMap(({ id, part }) => (part === undefined ? [] : [id]));
  const { results } = await store.readDigests(
    with_variable,
    async (digest) => {
      const variable = findVariable(digest.variables, key);
      if (variable === undefined) return undefined;
      return layAlong(axis, await digest.readValues(variable), digest.facts.lastTurn ?? 0);
    },
    { isPartial },
  );
  const lines = new Map<string, RunLine>();
  for (const [id, line] of results) if (line !== undefined) lines.set(id, line);
  return { axis, lines };
}

/** The distances of runs to the bands of all of them. */
export async function measureRuns(
  runs: readonly { readonly id: string }[],
  lines: ReadonlyMap<string, RunLine>,
  length: number,
) {
  const all = runs.flatMap(({ id }) => lines.get(id) ?? []);
  const withLine = [...runs.keys()].filter((at) => lines.has(runs[at]?.id ?? ''));
  const bands = await computeBands(all, length, PACE);
  const measured = await distancesToBands(all, bands, PACE);
  const distances = new Map(withLine.map((at, place) => [at, measured[place] ?? null]));
  const ofRuns = runs.map((_, at) => distances.get(at) ?? null);
  const { typical, unusual } = extremeRuns(ofRuns);
  const describe = (at: number | null) => {
    const [run, distance] = at === null ? [] : [runs[at]?.id, ofRuns[at] ?? null];
    return run === undefined || distance === null || distance === undefined
      ? null
      : { run, distance };
  };
  return { distances: ofRuns, typical: describe(typical), unusual: describe(unusual) };
}

export function toNumbers(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
