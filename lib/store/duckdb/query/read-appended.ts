import type { DuckDBConnection } from '@duckdb/node-api';
import { toEpochMicros } from '../../../events/epoch-micros';
import type { EventPart } from '../../../files/event-parts';
import { PartMovedError } from '../../../files/open-part';
import { findStreamEnd } from '../../../files/stream-end';
import {
  advancePlace,
  digestBefore,
  digestOfLine,
  isPlaceWithin,
  knownBytes,
  readPosition,
  START_PLACE,
  STREAM_END,
  writePosition,
  type StreamPlace,
  type StreamPosition,
} from '../../../files/stream-position';
import { lineSearches, matchLine } from '../../../filters/line-search';
import type { Conditions } from '../../../filters/read-conditions';
import type { AppendedEvents, AppendedOptions, StreamProgress } from '../../event-store';
import { inTransaction, numberOf, queryRows, textOf, type Row } from '../sql/connections';
import { whereConditions } from './event-query';
import { FilesChangedError, readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';

export interface AppendedRequest extends AppendedOptions {
  readonly after: StreamPosition;
  readonly conditions: Conditions;
  /** Whether the index is up to date with the files. If not, it may hold less. */
  readonly isIndexCurrent: boolean;
}

/** The maximum number of bytes of a file that one answer covers, for any criteria. */
const MAX_STRETCH_BYTES = 8 * 1024 * 1024;

/**
 * Implements `EventStore.readAppended`. Positions are checked against the files, since the index may be incomplete.
 * @throws {FilesChangedError} when the files were renamed or rewritten meanwhile
 */
export async function readAppended(
  index: SimulationIndex,
  connection: DuckDBConnection,
  request: AppendedRequest,
): Promise<AppendedEvents> {
  try {
    return await readStretch(index, connection, request);
  } catch (error) {
    if (!(error instanceof PartMovedError)) throw error;
    throw new FilesChangedError(error.message, false, { cause: error });
  }
}

async function readStretch(
  index: SimulationIndex,
  connection: DuckDBConnection,
  request: AppendedRequest,
): Promise<AppendedEvents> {
  const { after, until, limit, isIndexCurrent } = request;
  const parts = await index.findParts();
  const found =
    after === STREAM_END ? await findStreamEnd(parts) : await readPosition(after, parts);
  const from = found ?? START_PLACE;
  const bound = until === undefined ? undefined : await readPosition(until, parts);

  const { ends, stretch, rows, progress } = await inTransaction(connection, async () => {
    const indexed = await readIndexedParts(connection, index);
    const ends = findEnds(parts, indexed, bound, isIndexCurrent);
    const stretch = limit === 0 ? undefined : findStretch(from, ends);
    const part = indexed.get(parts[stretch?.at ?? -1]?.identity ?? '')?.part;
    return {
      ends,
      stretch,
      rows:
        stretch === undefined || part === undefined
          ? []
          : await findRows(connection, index, part, stretch, request),
      progress: await readProgress(connection, index, isIndexCurrent),
    };
  });

  const lines = await readEvents(index, rows);
  let place = from;
  const events = lines.map((line, at) => {
    if (stretch !== undefined) {
      place = advancePlace(place, stretch.at, endOf(rows[at]), digestOfLine(line.text));
    }
    return { ...line, position: writePosition(parts, place) };
  });
  const part = parts[stretch?.at ?? -1];
  if (stretch !== undefined && part !== undefined && rows.length < limit) {
    // The last line may go on beyond the stretch.
    const to = Math.max(stretch.to, knownBytes(place, stretch.at));
    place = advancePlace(place, stretch.at, to, await digestBefore(part, to));
  }

  // The text and the fields of an event are in its line, not in the index.
  const tests = lineSearches(request.conditions).map(matchLine);
  const isAtEnd = isIndexCurrent && findStretch(place, ends) === undefined;
  const isAtBound = isAtEnd && bound !== undefined && isPlaceWithin(place, bound, parts.length);
  return {
    events: events.filter(({ text }) => tests.every((test) => test(text))),
    position: isAtBound && until !== undefined ? until : writePosition(parts, place),
    isReset: found === undefined,
    isAtEnd,
    progress,
  };
}

interface IndexedBytes {
  readonly part: number;
  readonly bytes: number;
}

/** By the identity of the part. */
async function readIndexedParts(
  connection: DuckDBConnection,
  index: SimulationIndex,
): Promise<ReadonlyMap<string, IndexedBytes>> {
  // The tables exist once the parts are known.
  if (index.parts().length === 0) return new Map();
  const rows = await queryRows(
    connection,
    `SELECT part, identity, indexed_bytes FROM ${index.catalog}.parts`,
  );
  return new Map(
    rows.map((row) => [
      textOf(row, 'identity'),
      { part: numberOf(row, 'part') ?? -1, bytes: numberOf(row, 'indexed_bytes') ?? 0 },
    ]),
  );
}

/** How far each part can be read. In an incomplete index, nothing after the part that is being indexed. */
function findEnds(
  parts: readonly EventPart[],
  indexed: ReadonlyMap<string, IndexedBytes>,
  bound: StreamPlace | undefined,
  isIndexCurrent: boolean,
): readonly number[] {
  let isBeyond = false;
  return parts.map(({ identity, bytes }, at) => {
    const indexedBytes = isBeyond ? 0 : (indexed.get(identity)?.bytes ?? 0);
    isBeyond ||= !isIndexCurrent && indexedBytes < bytes;
    return bound === undefined ? indexedBytes : Math.min(indexedBytes, knownBytes(bound, at));
  });
}

/** A range of bytes in one part. */
interface Stretch {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The next stretch after a place, if there is one. */
function findStretch(place: StreamPlace, ends: readonly number[]): Stretch | undefined {
  const at = ends.findIndex((end, part) => end > knownBytes(place, part));
  const from = knownBytes(place, at);
  return at === -1
    ? undefined
    : { at, from, to: Math.min(ends[at] ?? 0, from + MAX_STRETCH_BYTES) };
}

function findRows(
  connection: DuckDBConnection,
  index: SimulationIndex,
  part: number,
  { from, to }: Stretch,
  { conditions, limit }: AppendedRequest,
): Promise<readonly Row[]> {
  const where = whereConditions(conditions, index.names());
  return queryRows(
    connection,
    `${SELECT_PLACES} FROM ${index.catalog}.events
     WHERE part = ${String(part)}
       AND byte_offset >= ${String(from)} AND byte_offset < ${String(to)} AND ${where}
     ORDER BY byte_offset LIMIT ${String(limit)}`,
  );
}

function endOf(row: Row | undefined): number {
  return (numberOf(row, 'byte_offset') ?? 0) + (numberOf(row, 'byte_length') ?? 0);
}

async function readProgress(
  connection: DuckDBConnection,
  index: SimulationIndex,
  isIndexCurrent: boolean,
): Promise<StreamProgress> {
  const state = index.state();
  const progress = {
    event_count: 0,
    end_time: null,
    turn: null,
    // A later look at the files may already be running.
    index: isIndexCurrent ? { ...state, state: 'ready' as const } : state,
  };
  if (index.parts().length === 0) return progress;
  const ask = (sql: string): Promise<readonly Row[]> => queryRows(connection, sql);
  const [counted] = await ask(`SELECT count(*) AS n FROM ${index.catalog}.events`);
  const event_count = numberOf(counted, 'n') ?? 0;
  // `seq` counts from 0 in event order, so this reads one block; max() would read all.
  const [latest] = await ask(
    `SELECT time, turn FROM ${index.catalog}.events
     WHERE seq >= ${String(event_count - 1)} ORDER BY seq DESC LIMIT 1`,
  );
  const time = textOf(latest, 'time');
  return {
    ...progress,
    event_count,
    end_time: time === '' ? null : toEpochMicros(BigInt(time)),
    turn: numberOf(latest, 'turn'),
  };
}
