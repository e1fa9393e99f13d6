import type { DuckDBConnection } from '@duckdb/node-api';
import { IDLE_KINDS } from '../../../analytics/analysed-run';
import type { Conditions } from '../../../filters/read-conditions';
import type { SimulationIndex } from '../index/simulation-index';

/** The events that an analysis is about. */
export interface AnalysisScope {
  readonly index: SimulationIndex;
  readonly connection: DuckDBConnection;
  readonly conditions: Conditions;
  /** The SQL condition on `events` for all conditions. */
  readonly where: string;
}

/** The SQL condition for events of a kind other than {@link IDLE_KINDS}. */
export function isNoIdleKind({ index }: AnalysisScope): string {
  const names = index.names();
  const codes = IDLE_KINDS.flatMap((kind) => names.codeOf('kind', kind) ?? []);
  return codes.length === 0 ? 'true' : `kind NOT IN (${codes.join(', ')})`;
}

/** The code of a type in SQL; a number that no event has when there is none. */
export function typeCode({ index }: AnalysisScope, type: string): string {
  return String(index.names().codeOf('type', type) ?? -1);
}
