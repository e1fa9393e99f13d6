import type { DuckDBConnection } from '@duckdb/node-api';
import { DEFAULT_MARK_BUCKETS, type MarkSearch } from '../../../filters/mark-options';
import type { Conditions } from '../../../filters/read-conditions';
import type { MarkCounts } from '../../event-marks';
import { blockOf, countBefore, startOf, type BlockCounter, type BlockCounts } from './block-counts';
import { inTransaction, numberOf, queryRows, type Row } from '../sql/connections';
import { queryNumbers } from '../sql/query-numbers';
import { whereConditions } from './event-query';
import { SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';

/** The rows and the marks among them. */
export interface MarkScope {
  readonly index: SimulationIndex;
  /** The conditions for rows. */
  readonly conditions: Conditions;
  /** The SQL condition for events with the text, when the conditions have a text. */
  readonly hasText: string | undefined;
  /** The SQL condition for events with the text to find. */
  readonly hasMark: string;
}

/** A mark and its place. */
interface FoundMarkPlace {
  readonly row: Row;
  readonly offset: number;
  readonly ordinal: number;
}

export interface MarkPlaces {
  readonly total: number;
  readonly mark_count: number;
  readonly mark: FoundMarkPlace | null;
}

/** The maximum number of cells read, as a power of 2. In longer simulations a cell holds several events. */
const MAX_CELL_BITS = 17;

/**
 * Counts marks along the rows. Exact in simulations of up to 131,072 events. In longer ones a mark may count for an earlier
 * row, off by less than 1/65,536 of all events.
 */
export function countMarks(
  connection: DuckDBConnection,
  { index, conditions, hasText, hasMark }: MarkScope,
  maxBuckets = DEFAULT_MARK_BUCKETS,
): Promise<MarkCounts> {
  return inTransaction(connection, async () => {
    const { catalog } = index;
    const where = whereConditions(conditions, index.names(), hasText);
    const [last] = await queryRows(connection, `SELECT max(seq) AS seq FROM ${catalog}.events`);
    const bits = Math.max(0, bitLength(numberOf(last, 'seq') ?? 0) - MAX_CELL_BITS);
    const [, rows = [], marks = []] = await queryNumbers(
      connection,
      `SELECT seq >> ${String(bits)} AS cell, count(*)::DOUBLE AS rows,
              (count(*) FILTER (${hasMark}))::DOUBLE AS marks
       FROM ${catalog}.events WHERE ${where} GROUP BY cell ORDER BY cell`,
    );
    const total = sum(rows);
    const bucket_width = Math.max(1, Math.ceil(total / maxBuckets));
    const counts = new Array<number>(Math.ceil(total / bucket_width)).fill(0);
    let before = 0;
    for (const [cell, rowCount] of rows.entries()) {
      const bucket = Math.floor(before / bucket_width);
      counts[bucket] = (counts[bucket] ?? 0) + (marks[cell] ?? 0);
      before += rowCount;
    }
    return { total, mark_count: sum(marks), bucket_width, counts };
  });
}

/** The mark nearest to a row, including the row itself. The search wraps around at both ends. */
export function findMark(
  connection: DuckDBConnection,
  counter: BlockCounter,
  { index, conditions, hasText, hasMark }: MarkScope,
  { row = 0, direction = 'next' }: MarkSearch,
): Promise<MarkPlaces> {
  const { catalog } = index;
  return inTransaction(connection, async () => {
    const hasBoth = hasText === undefined ? hasMark : `${hasText} AND ${hasMark}`;
    const where = whereConditions(conditions, index.names(), hasText);
    const whereMark = whereConditions(conditions, index.names(), hasBoth);
    const rows = await counter.count(index, connection, conditions, hasText);
    const marks = await counter.count(index, connection, conditions, hasBoth);
    const none = { total: rows.total, mark_count: marks.total, mark: null };
    if (marks.total === 0) return none;

    const look = { connection, catalog, whereMark, marks };
    const start = await seqOfRow(connection, catalog, where, rows, row);
    const found =
      direction === 'next'
        ? ((start === undefined ? undefined : await nextMark(look, start)) ??
          (await nextMark(look, 0)))
        : ((await previousMark(look, start ?? Infinity)) ?? (await previousMark(look, Infinity)));
    const seq = numberOf(found, 'seq');
    if (found === undefined || seq === null) return none;
    const own = await countBefore(connection, catalog, where, rows, seq);
    const ordinal = await countBefore(connection, catalog, whereMark, marks, seq);
    return { ...none, mark: { row: found, offset: own.before, ordinal: ordinal.before + 1 } };
  });
}

/** The place in event order of a row's event; `undefined` beyond the last row. */
async function seqOfRow(
  connection: DuckDBConnection,
  catalog: string,
  where: string,
  { total, blocks }: BlockCounts,
  row: number,
): Promise<number | undefined> {
  const block = row >= total ? undefined : blocks.findLast(({ before }) => before <= row);
  if (block === undefined) return undefined;
  const [found] = await queryRows(
    connection,
    `SELECT seq FROM ${catalog}.events
     WHERE seq >= ${String(startOf(block.block))} AND seq < ${String(startOf(block.block + 1))} AND ${where}
     ORDER BY seq LIMIT 1 OFFSET ${String(row - block.before)}`,
  );
  return numberOf(found, 'seq') ?? undefined;
}

interface MarkLook {
  readonly connection: DuckDBConnection;
  readonly catalog: string;
  readonly whereMark: string;
  readonly marks: BlockCounts;
}

/** The next mark from `seq` on. */
async function nextMark(look: MarkLook, seq: number): Promise<Row | undefined> {
  const { marks } = look;
  const at = marks.blocks.findIndex(({ block }) => block >= blockOf(seq));
  if (at === -1) return undefined;
  // All marks of the first block may be before `seq`.
  const last = marks.blocks[at + 1] ?? marks.blocks[at];
  return last === undefined ? undefined : queryMark(look, seq, startOf(last.block + 1), 'ASC');
}

/** The previous mark up to `seq`. */
async function previousMark(look: MarkLook, seq: number): Promise<Row | undefined> {
  const { marks } = look;
  const at = marks.blocks.findLastIndex(({ block }) => startOf(block) <= seq);
  const last = marks.blocks[at];
  const first = marks.blocks[at - 1] ?? last;
  if (first === undefined || last === undefined) return undefined;
  const end = Math.min(seq + 1, startOf(last.block + 1));
  return queryMark(look, startOf(first.block), end, 'DESC');
}

/** The first mark from `from` up to, not including, `to`. */
async function queryMark(
  { connection, catalog, whereMark }: MarkLook,
  from: number,
  to: number,
  order: 'ASC' | 'DESC',
): Promise<Row | undefined> {
  const [row] = await queryRows(
    connection,
    `${SELECT_PLACES}, seq FROM ${catalog}.events
     WHERE seq >= ${String(from)} AND seq < ${String(to)} AND ${whereMark}
     ORDER BY seq ${order} LIMIT 1`,
  );
  return row;
}

function bitLength(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log2(value)) + 1;
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
