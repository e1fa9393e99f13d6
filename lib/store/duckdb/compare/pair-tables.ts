import { BOUNDARIES, BOUNDARY_TYPES } from '../../../causality/causal-role';
import { isRecordedAt, type VerbosityLevel } from '../../../events/verbosity';
import type { NameField } from '../../../filters/read-conditions';
import type { Both, Side } from '../../run-pair';
import type { IndexNames } from '../index/index-names';
import type { SimulationIndex } from '../index/simulation-index';
import { unifyNames, type UnifiedNames } from './unify-names';

/** The events of a pair as tables in SQL, with the same codes for the same names. */
export interface PairTables {
  readonly names: UnifiedNames;
  /** SQL for a table of the events of a side in the scope, with their codes in the pair. */
  readonly of: (side: Side) => string;
  /** SQL conditions on `events` of a side for events in the scope. */
  readonly conditions: Both<string>;
}

/** Tables of contents that replace those in the index, by side. */
export type ReplacedContents = Partial<Both<string>>;

export function pairTables(
  indexes: Both<SimulationIndex>,
  {
    level,
    renamed = new Map(),
    replaced = {},
  }: {
    readonly level?: VerbosityLevel | undefined;
    readonly renamed?: ReadonlyMap<string, string> | undefined;
    readonly replaced?: ReplacedContents;
  },
): PairTables {
  const { a, b } = indexes;
  const names = unifyNames(
    a.names(),
    b.names(),
    new Map(Array.from(renamed, ([inA, inB]) => [inB, inA])),
  );
  const own: Both<Readonly<Record<NameField, string>>> = {
    a: { type: 'type', agent: 'agent', kind: 'kind' },
    b: names.inB,
  };
  const conditions = {
    a: recordedAt(level, a.names()),
    b: recordedAt(level, b.names()),
  };
  return {
    names,
    conditions,
    of(side) {
      const { catalog } = indexes[side];
      const { type, agent, kind } = own[side];
      const other = replaced[side];
      const [content, from] =
        other === undefined
          ? ['content', `${catalog}.events`]
          : [
              'coalesce(other.content, events.content) AS content',
              `${catalog}.events AS events LEFT JOIN ${other} AS other USING (seq)`,
            ];
      return `(SELECT seq, turn, ${type} AS type, ${agent} AS agent, ${kind} AS kind, variable, value, ${content}
        FROM ${from} WHERE ${conditions[side]})`;
    },
  };
}

/** The condition for events that a run at this level records. Boundaries are recorded at every level. */
function recordedAt(level: VerbosityLevel | undefined, names: IndexNames): string {
  if (level === undefined) return 'true';
  const codes = Array.from({ length: names.count('type') }, (_, code) => code);
  const left = codes.filter((code) => !isRecordedAt(level, names.nameOf('type', code)));
  if (left.length === 0) return 'true';
  const boundaryTypes = BOUNDARY_TYPES.flatMap((type) => names.codeOf('type', type) ?? []);
  const boundaries = BOUNDARIES.flatMap((kind) => names.codeOf('kind', kind) ?? []);
  const isBoundary = `type IN (${listed(boundaryTypes)}) AND kind IN (${listed(boundaries)})`;
  return `(type NOT IN (${listed(left)}) OR (${isBoundary}))`;
}

/** A list that is never empty: -1 is no code. */
function listed(codes: readonly number[]): string {
  return [-1, ...codes].join(', ');
}
