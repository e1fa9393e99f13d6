import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import {
  BOUNDARIES,
  BOUNDARY_TYPES,
  causalRole,
  type Boundary,
} from '../../../causality/causal-role';
import type { RuledEvent } from '../../../causality/inference';
import { idBits, ulidOf } from '../../../scan/event-id-bits';
import { mapInSlices } from '../../../work/in-slices';
import { queryColumns, type BoundValues } from '../sql/connections';
import type { SimulationIndex } from '../index/simulation-index';

/** A row of `events` that takes part in the rules. */
export interface IndexedEvent extends RuledEvent {
  readonly seq: number;
  /** The bits of its id. */
  readonly bits: bigint;
  /** Its id, when the bits alone do not determine it. */
  readonly idText: string | null;
}

/** The columns that {@link createRuledEventReader} reads, in this order. */
export const RULED_COLUMNS = 'seq, turn, type, agent, kind, id_high, id_low, id_text';

/** Runs a query for these columns. Each event is one object; events that take no part in the rules are left out. */
export type ReadRuledEvents = (
  sql: string,
  bound?: BoundValues,
) => Promise<readonly IndexedEvent[]>;

export function createRuledEventReader(
  connection: DuckDBConnection,
  index: SimulationIndex,
): ReadRuledEvents {
  const names = index.names();
  const known = new Map<number, IndexedEvent>();

  function toEvent(values: readonly (DuckDBValue | undefined)[]): IndexedEvent | undefined {
    const [seq, turn, type, agent, kind, high, low, text] = values;
    const before = known.get(Number(seq));
    if (before !== undefined) return before;
    const role = causalRole(names.nameOf('type', Number(type)), names.nameOf('kind', Number(kind)));
    if (role === undefined) return undefined;
    const event: IndexedEvent = {
      seq: Number(seq),
      turn_number: Number(turn),
      role,
      // Code 0 means no agent.
      agent_id: agent === 0 ? null : names.nameOf('agent', Number(agent)),
      bits: bitsOf(high, low),
      idText: typeof text === 'string' ? text : null,
    };
    known.set(event.seq, event);
    return event;
  }

  return async (sql, bound) => {
    const columns = await queryColumns(connection, sql, bound);
    const rows = columns[0] ?? [];
    const events = await mapInSlices(rows, (_, row) =>
      toEvent(columns.map((column) => column[row])),
    );
    return events.filter((event) => event !== undefined);
  };
}

function bitsOf(high: DuckDBValue | undefined, low: DuckDBValue | undefined): bigint {
  return typeof high === 'bigint' && typeof low === 'bigint' ? (high << 64n) | low : 0n;
}

/** The id of an event, without reading its line. */
export function idOf({ bits, idText }: IndexedEvent): string {
  if (idText === null) return ulidOf(bits);
  // DuckDB drops a byte order mark at the start of texts.
  return idBits(idText) === bits ? idText : `\uFEFF${idText}`;
}

/** SQL conditions for the roles of events in the rules. */
export interface RoleConditions {
  /** DECISION and ACTION. */
  readonly isDeed: string;
  /** STATE of an agent. STATE without an agent has no cause by the rules. */
  readonly isState: string;
  /** Boundaries of these kinds; without kinds, any boundary. */
  readonly isBoundary: (...boundaries: readonly Boundary[]) => string;
}

export function roleConditions(index: SimulationIndex): RoleConditions {
  const names = index.names();
  const isOne = (field: 'type' | 'kind', wanted: readonly string[]): string => {
    const codes = wanted.flatMap((name) => names.codeOf(field, name) ?? []);
    return codes.length === 0 ? 'false' : `${field} IN (${codes.join(', ')})`;
  };
  const isBoundaryType = isOne('type', BOUNDARY_TYPES);
  return {
    isDeed: isOne('type', ['DECISION', 'ACTION']),
    isState: `(${isOne('type', ['STATE'])} AND agent != 0)`,
    isBoundary: (...boundaries) =>
      `(${isBoundaryType} AND ${isOne('kind', boundaries.length === 0 ? BOUNDARIES : boundaries)})`,
  };
}
