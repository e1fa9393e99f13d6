import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventColumns } from '../../../scan/event-columns';
import { bitsAt } from '../../../scan/event-id-bits';
import { compareRows } from '../../../scan/row-order';
import { numberOf, queryRows, textOf } from '../sql/connections';
import { ID_TEXT_SQL } from './event-ids';
import type { RunStatement } from '../sql/run-statement';
import type { RowLender, ScannedRows } from './scanned-rows';

/** Totals of the rows in an index, needed for adding more. */
export interface IndexTotals {
  readonly eventCount: number;
  /** The number of events whose id an earlier indexed event has. */
  readonly duplicateCount: number;
  readonly missingCauseCount: number;
  /** The time of the last event, microseconds; `undefined` without events. */
  readonly lastTime: bigint | undefined;
  /** The highest id, as bits. */
  readonly highestId: bigint;
}

export const NO_TOTALS: IndexTotals = {
  eventCount: 0,
  duplicateCount: 0,
  missingCauseCount: 0,
  lastTime: undefined,
  highestId: -1n,
};

const TAIL = 'moved_tail';

/** Reads the totals of a stored index. */
export async function loadTotals(
  connection: DuckDBConnection,
  catalog: string,
): Promise<IndexTotals> {
  const [row] = await queryRows(
    connection,
    `SELECT (SELECT count(*) FROM ${catalog}.events) AS event_count,
            (SELECT sum(duplicate_count) FROM ${catalog}.parts)::BIGINT AS duplicate_count,
            (SELECT count(*) FROM ${catalog}.missing_causes) AS missing_count,
            (SELECT max(time) FROM ${catalog}.events) AS last_time,
            (SELECT max(id_high) FROM ${catalog}.events) AS id_high`,
  );
  const lastTime = row?.['last_time'];
  const idHigh = row?.['id_high'];
  return {
    eventCount: numberOf(row, 'event_count') ?? 0,
    duplicateCount: numberOf(row, 'duplicate_count') ?? 0,
    missingCauseCount: numberOf(row, 'missing_count') ?? 0,
    lastTime: typeof lastTime === 'string' ? BigInt(lastTime) : undefined,
    // The lower half is not known, so the highest possible value is taken.
    highestId: typeof idHigh === 'string' ? ((BigInt(idHigh) + 1n) << 64n) - 1n : -1n,
  };
}

/** The rows of a commit, and the index to add them to. */
interface Addition {
  readonly connection: DuckDBConnection;
  readonly catalog: string;
  readonly rows: ScannedRows;
  /** The number with which SQL reads the rows. */
  readonly handle: string;
  /** An SQL condition for these rows once they are in `events`. */
  readonly fresh: string;
  readonly before: IndexTotals;
  readonly run: RunStatement;
}

/**
 * Adds rows to the index: rows of one part, or of several consecutive parts of which all but the first are new. `seq` stays
 * dense and in event order. Rows after all indexed events are appended. Otherwise the events from the first affected place on
 * are taken out and inserted again together with the new rows. Runs in the connection's transaction.
 */
export async function commitRows(
  connection: DuckDBConnection,
  catalog: string,
  lender: RowLender,
  rows: ScannedRows,
  before: IndexTotals,
  run: RunStatement,
): Promise<CommittedRows> {
  const order = orderOf(rows);
  if (order === undefined) return { totals: before, fromSeq: Infinity };
  const fresh = whereFresh(rows);
  return lender.lend(rows, async (handle) => {
    const addition = { connection, catalog, rows, handle, fresh, before, run };
    const fromSeq = await mergeEvents(addition, order);
    await addLinks(addition);
    const { eventCount } = order;
    const totals: IndexTotals = {
      eventCount: before.eventCount + eventCount,
      duplicateCount: before.duplicateCount + (await countDuplicates(addition, eventCount)),
      missingCauseCount: await updateMissingCauses(addition),
      lastTime:
        before.lastTime !== undefined && before.lastTime > order.lastTime
          ? before.lastTime
          : order.lastTime,
      highestId: rows.segments.reduce(
        (highest, { ids }) => (ids !== undefined && ids.highest > highest ? ids.highest : highest),
        before.highestId,
      ),
    };
    return { totals, fromSeq };
  });
}

/** The result of a commit. */
interface CommittedRows {
  /** The totals, including these rows. */
  readonly totals: IndexTotals;
  /** Events before this place are unchanged; `Infinity` when no rows were added. */
  readonly fromSeq: number;
}

/** @returns the place from which on events were changed or moved */
async function mergeEvents(
  { connection, catalog, handle, before, run }: Addition,
  { isOrdered, firstTime, hasTexts }: RowOrder,
): Promise<number> {
  const count = before.eventCount;
  const isAfterAll = before.lastTime === undefined || firstTime > before.lastTime;
  if (isOrdered && isAfterAll) {
    await run(
      connection,
      `INSERT INTO ${catalog}.events
       SELECT * REPLACE (${String(count)} + position AS position) FROM scanned_events(${handle})`,
    );
    return count;
  }
  // All events of the same microsecond are ordered again.
  const [after] = await queryRows(
    connection,
    `SELECT min(seq) AS seq FROM ${catalog}.events WHERE time >= ${String(firstTime)}`,
  );
  const place = numberOf(after, 'seq') ?? count;
  const tail = `FROM ${catalog}.events WHERE seq >= ${String(place)}`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${TAIL} AS
     SELECT * EXCLUDE (seq) ${tail}
     UNION ALL SELECT * EXCLUDE (position) FROM scanned_events(${handle})`,
  );
  await connection.run(`DELETE ${tail}`);
  const [texts] = await queryRows(connection, `SELECT count(id_text) AS n FROM ${TAIL}`);
  const id = hasTexts || (numberOf(texts, 'n') ?? 0) > 0 ? ID_TEXT_SQL : 'id_high, id_low';
  const order = `time, ${id}, part, byte_offset`;
  await connection.run(
    `INSERT INTO ${catalog}.events
     SELECT ${String(place - 1)} + row_number() OVER (ORDER BY ${order}), * FROM ${TAIL} ORDER BY ${order}`,
  );
  await connection.run(`DROP TABLE ${TAIL}`);
  return place;
}

/** The order of rows as they were read. */
interface RowOrder {
  readonly eventCount: number;
  /** Whether they are in event order. */
  readonly isOrdered: boolean;
  readonly firstTime: bigint;
  readonly lastTime: bigint;
  readonly hasTexts: boolean;
}

/** `undefined` when there are no rows. */
function orderOf({ segments }: ScannedRows): RowOrder | undefined {
  let isOrdered = true;
  let first: Place | undefined;
  let last: Place | undefined;
  for (const { columns, order } of segments) {
    if (order === undefined) continue;
    const earliest = { columns, row: order.first };
    const latest = { columns, row: order.last };
    isOrdered &&= order.isOrdered && (last === undefined || comparePlaces(last, earliest) <= 0);
    if (first === undefined || comparePlaces(earliest, first) < 0) first = earliest;
    if (last === undefined || comparePlaces(last, latest) < 0) last = latest;
  }
  if (first === undefined || last === undefined) return undefined;
  return {
    eventCount: segments.reduce((sum, { columns }) => sum + columns.rowCount, 0),
    isOrdered,
    firstTime: timeOf(first),
    lastTime: timeOf(last),
    hasTexts: segments.some(({ columns }) => columns.idTexts.size > 0),
  };
}

/** A row in one of several segments. */
interface Place {
  readonly columns: EventColumns;
  readonly row: number;
}

function comparePlaces(a: Place, b: Place): number {
  return compareRows(a.columns, a.row, b.columns, b.row);
}

function timeOf({ columns: { time }, row }: Place): bigint {
  return BigInt.asIntN(64, (BigInt(time[2 * row + 1] ?? 0) << 32n) | BigInt(time[2 * row] ?? 0));
}

/** Only the first part may have had indexed rows before. */
function whereFresh({ segments }: ScannedRows): string {
  const filled = segments.filter(({ columns }) => columns.rowCount > 0);
  const [first] = filled;
  const offset = first?.columns.byteOffset;
  const firstByte = (offset?.[0] ?? 0) + (offset?.[1] ?? 0) * 2 ** 32;
  const [from, to] = [first?.part ?? 0, filled.at(-1)?.part ?? 0];
  const ofFirst = `part = ${String(from)} AND byte_offset >= ${String(firstByte)}`;
  return from === to
    ? ofFirst
    : `(part BETWEEN ${String(from + 1)} AND ${String(to)} OR ${ofFirst})`;
}

async function addLinks({ connection, catalog, rows, handle, run }: Addition): Promise<void> {
  if (rows.segments.some(({ links }) => links.near.count > 0)) {
    await run(
      connection,
      `INSERT INTO ${catalog}.near_links SELECT * FROM scanned_near_links(${handle})`,
    );
  }
  if (hasFarLinks(rows)) {
    await run(
      connection,
      `INSERT INTO ${catalog}.far_links
       SELECT * FROM scanned_far_links(${handle}) ORDER BY cause_high, cause_low`,
    );
  }
}

function hasFarLinks({ segments }: ScannedRows): boolean {
  return segments.some(({ links }) => links.far.count > 0);
}

/** Updates `missing_causes`, the declared causes that are not in the index. Returns their number. */
async function updateMissingCauses(addition: Addition): Promise<number> {
  const { connection, catalog, rows, handle, fresh, before, run } = addition;
  let count = before.missingCauseCount;
  if (count > 0) {
    const deleted = await connection.run(
      `DELETE FROM ${catalog}.missing_causes WHERE EXISTS (
         SELECT 1 FROM ${catalog}.events
         WHERE ${fresh} AND id_high = cause_high AND id_low = cause_low
       )`,
    );
    count -= deleted.rowsChanged;
  }
  if (!hasFarLinks(rows)) return count;
  const [low, high] = rangeOfFarCauses(rows);
  const added = await run(
    connection,
    `INSERT INTO ${catalog}.missing_causes
     SELECT DISTINCT cause_high, cause_low FROM scanned_far_links(${handle})
     ANTI JOIN ${catalog}.missing_causes USING (cause_high, cause_low)
     ANTI JOIN (
       SELECT id_high AS cause_high, id_low AS cause_low FROM ${catalog}.events
       WHERE id_high BETWEEN ${String(low)}::UBIGINT AND ${String(high)}::UBIGINT
     ) USING (cause_high, cause_low)`,
  );
  return count + added.rowsChanged;
}

/** The lowest and the highest upper half of the ids of far causes. */
function rangeOfFarCauses({ segments }: ScannedRows): readonly [low: bigint, high: bigint] {
  let low: bigint | undefined;
  let high = 0n;
  for (const { links } of segments) {
    for (let link = 0; link < links.far.count; link++) {
      const half = bitsAt(links.far.cause, link) >> 64n;
      if (low === undefined || half < low) low = half;
      if (half > high) high = half;
    }
  }
  return [low ?? 0n, high];
}

/** The number of added events whose id an earlier event has, or another added event. */
async function countDuplicates(addition: Addition, eventCount: number): Promise<number> {
  const { connection, catalog, rows, fresh, before } = addition;
  if (areIdsAfter(rows, before.highestId)) {
    return rows.segments.reduce((sum, { ids }) => sum + (ids?.duplicateCount ?? 0), 0);
  }
  const [own] = await queryRows(
    connection,
    `SELECT count(*) AS n, min(id_high) AS low, max(id_high) AS high
     FROM (SELECT DISTINCT id_high, id_low FROM ${catalog}.events WHERE ${fresh})`,
  );
  const [again] = await queryRows(
    connection,
    `SELECT count(*) AS n FROM (
       SELECT DISTINCT id_high, id_low FROM ${catalog}.events
       SEMI JOIN (
         SELECT id_high, id_low FROM ${catalog}.events
         WHERE NOT (${fresh})
           AND id_high BETWEEN ${textOf(own, 'low')}::UBIGINT AND ${textOf(own, 'high')}::UBIGINT
       ) USING (id_high, id_low)
       WHERE ${fresh}
     )`,
  );
  return eventCount - (numberOf(own, 'n') ?? 0) + (numberOf(again, 'n') ?? 0);
}

/** Whether the ids of each segment are higher than all ids before. If so, none of them is a duplicate. */
function areIdsAfter({ segments }: ScannedRows, highestId: bigint): boolean {
  for (const { ids } of segments) {
    if (ids === undefined) continue;
    if (ids.lowest <= highestId) return false;
    highestId = ids.highest;
  }
  return true;
}
