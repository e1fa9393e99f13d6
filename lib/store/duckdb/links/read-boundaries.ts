import type { DuckDBConnection } from '@duckdb/node-api';
import { numberOf, queryRows } from '../sql/connections';
import {
  RULED_COLUMNS,
  type IndexedEvent,
  type ReadRuledEvents,
  type RoleConditions,
} from './ruled-events';

/** Reads all boundaries that the rules need for the requested events, maybe more; at most about `limit`. */
export type ReadBoundaries = (
  asked: readonly IndexedEvent[],
  limit: number,
) => Promise<readonly IndexedEvent[]>;

export interface BoundarySource {
  readonly connection: DuckDBConnection;
  readonly catalog: string;
  readonly read: ReadRuledEvents;
  readonly conditions: RoleConditions;
}

/** The usual maximum distance, in turns, to the next end of a turn, and from the last turn end to the end of the simulation. */
const NEAR_TURNS = 16;
const NEAR_EVENTS = 100_000;

/**
 * Looks first near the requested turns, where the boundaries usually are, and further only if necessary: searching all events
 * for boundaries takes longer than everything else.
 */
export function createBoundaryReader(source: BoundarySource): ReadBoundaries {
  const { connection, catalog, read, conditions } = source;
  const { isBoundary } = conditions;
  const [isStart, isEnd] = [isBoundary('turn_start'), isBoundary('turn_end')];
  const select = `SELECT ${RULED_COLUMNS} FROM ${catalog}.events`;
  let simulationStarts: Promise<readonly IndexedEvent[]> | undefined;
  let simulationEnds: Promise<readonly IndexedEvent[]> | undefined;

  async function find(what: string, condition: string): Promise<number | null> {
    const [row] = await queryRows(
      connection,
      `SELECT ${what} AS found FROM ${catalog}.events WHERE ${condition}`,
    );
    return numberOf(row, 'found');
  }

  /** Reads from the nearest turn with an end below these turns to the nearest such turn above them. */
  async function readAround(turns: readonly number[], limit: number) {
    const lowest = turns.reduce((a, b) => Math.min(a, b));
    const highest = turns.reduce((a, b) => Math.max(a, b));
    const [from, to] = [lowest - NEAR_TURNS, highest + NEAR_TURNS];
    const below = (isNear: string) =>
      find('max(turn)', `turn < ${String(lowest)} AND ${isNear} AND ${isEnd}`);
    const above = (isNear: string) =>
      find('min(turn)', `turn > ${String(highest)} AND ${isNear} AND ${isEnd}`);
    const low = (await below(`turn >= ${String(from)}`)) ?? (await below(`turn < ${String(from)}`));
    const high = (await above(`turn <= ${String(to)}`)) ?? (await above(`turn > ${String(to)}`));
    const isBelow = high === null ? 'true' : `turn <= ${String(high)}`;
    const around = await read(
      `${select} WHERE turn >= ${String(low ?? lowest)} AND ${isBelow} AND ${isBoundary('turn_start', 'turn_end')}
       ORDER BY seq LIMIT ${String(limit)}`,
    );
    // Below the first turn end there may be a turn start.
    return low === null
      ? [...around, ...(await readFirst(`turn <= ${String(highest)}`, limit))]
      : around;
  }

  /** The start of the simulation, and the first turns with a start and with an end in a range. */
  async function readFirst(isAmong: string, limit: number): Promise<readonly IndexedEvent[]> {
    simulationStarts ??= read(
      `${select} WHERE ${isBoundary('simulation_start')} ORDER BY seq LIMIT ${String(limit)}`,
    );
    const start = await find('min(turn)', `${isAmong} AND ${isStart}`);
    const end = await find('min(turn)', `${isAmong} AND ${isEnd}`);
    const turns = [start, end].filter((turn) => turn !== null);
    const first =
      turns.length === 0
        ? []
        : await read(
            `${select} WHERE turn IN (${turns.join(', ')}) AND ${isBoundary('turn_start', 'turn_end')}
             ORDER BY seq LIMIT ${String(limit)}`,
          );
    return [...(await simulationStarts), ...first];
  }

  /** The ends of the simulation, and the last turn end before each. */
  async function readLast(limit: number): Promise<readonly IndexedEvent[]> {
    const selectEnds = `${select} WHERE ${isBoundary('simulation_end')} ORDER BY seq LIMIT ${String(limit)}`;
    const ends = await read(selectEnds);
    const [first] = ends;
    if (first === undefined) return [];
    const readBefore = (from: number): Promise<readonly IndexedEvent[]> =>
      read(
        `SELECT turn_ends.* FROM (${selectEnds}) AS ends
         ASOF JOIN (${select} WHERE seq >= ${String(from)} AND ${isEnd}) AS turn_ends
         ON ends.seq > turn_ends.seq`,
      );
    const near = await readBefore(first.seq - NEAR_EVENTS);
    const isFoundNear = near.length === ends.length || first.seq <= NEAR_EVENTS;
    return [...ends, ...(isFoundNear ? near : await readBefore(0))];
  }

  return async (asked, limit) => {
    const has = (role: IndexedEvent['role']): boolean => asked.some((event) => event.role === role);
    const turns = asked
      .filter(({ role }) => role === 'turn_start' || role === 'turn_end')
      .map((event) => event.turn_number);
    const around = turns.length === 0 ? [] : await readAround(turns, limit);
    const starts = has('simulation_start') ? await readFirst('true', limit) : [];
    const hasEnd = has('simulation_end') || has('turn_end');
    const ends = hasEnd ? await (simulationEnds ??= readLast(limit)) : [];
    return [...new Set([...around, ...starts, ...ends])].sort((a, b) => a.seq - b.seq);
  };
}
