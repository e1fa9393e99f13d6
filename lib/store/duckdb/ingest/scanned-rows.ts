import {
  BIGINT,
  DOUBLE,
  DuckDBTableFunction,
  UBIGINT,
  UINTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBType,
} from '@duckdb/node-api';
import duckdb, { type Vector } from '@duckdb/node-bindings';
import { ROW_WORDS, writeWords, type EventColumns } from '../../../scan/event-columns';
import type { SegmentScan } from '../../../scan/scan-segment';

// Scanned columns as tables in SQL. DuckDB requests 2,048 rows at a time and gets copies of memory. No row becomes a JavaScript
// object, and DuckDB processes the rows in its own threads.

/** The content of the tables: segments of parts, in the order of the parts and of their lines. */
export interface ScannedRows {
  readonly segments: readonly ScannedSegment[];
}

export interface ScannedSegment extends Pick<SegmentScan, 'columns' | 'links' | 'ids' | 'order'> {
  readonly part: number;
}

type ColumnList = readonly (readonly [name: string, type: DuckDBType])[];

const EVENT_COLUMNS: ColumnList = [
  // Counted from 0 over all columns.
  ['position', UINTEGER],
  ['time', BIGINT],
  ['turn', BIGINT],
  ['type', UINTEGER],
  ['agent', UINTEGER],
  ['kind', UINTEGER],
  ['variable', UINTEGER],
  ['value', DOUBLE],
  ['change', DOUBLE],
  ['outcome', UINTEGER],
  ['content', UBIGINT],
  ['id_high', UBIGINT],
  ['id_low', UBIGINT],
  ['id_text', VARCHAR],
  ['part', UINTEGER],
  ['byte_offset', BIGINT],
  ['byte_length', UINTEGER],
];

const EFFECT_COLUMNS: ColumnList = [
  ['effect_part', UINTEGER],
  ['effect_offset', BIGINT],
  ['effect_length', UINTEGER],
];

const NEAR_LINK_COLUMNS: ColumnList = [['cause_offset', BIGINT], ...EFFECT_COLUMNS];
const FAR_LINK_COLUMNS: ColumnList = [
  ['cause_high', UBIGINT],
  ['cause_low', UBIGINT],
  ...EFFECT_COLUMNS,
];

const OFFSET_COLUMNS: ColumnList = [['byte_offset', BIGINT]];

const CHUNK_ROWS = 2048;
const WORD_BYTES = Uint32Array.BYTES_PER_ELEMENT;
const VALIDITY_BYTES = CHUNK_ROWS / 8;
/** The upper half of the only NaN in columns. */
const NAN_HIGH_WORD = 0x7ff8_0000;

/** Lends scanned rows to the SQL of one DuckDB instance. */
export interface RowLender {
  /**
   * Runs `work` with a number with which SQL reads the rows: `scanned_events(n)`, `scanned_near_links(n)`,
   * `scanned_far_links(n)`.
   */
  lend<Result>(rows: ScannedRows, work: (handle: string) => Promise<Result>): Promise<Result>;
  /** The same for byte offsets: `lent_offsets(n)` has the column `byte_offset`. */
  lendOffsets<Result>(
    offsets: readonly Float64Array[],
    work: (handle: string) => Promise<Result>,
  ): Promise<Result>;
}

export function createRowLender(connection: DuckDBConnection): RowLender {
  let next = 1n;
  async function lendFrom<Lent, Result>(
    lent: Map<bigint, Lent>,
    rows: Lent,
    work: (handle: string) => Promise<Result>,
  ): Promise<Result> {
    const handle = next++;
    lent.set(handle, rows);
    try {
      return await work(handle.toString());
    } finally {
      lent.delete(handle);
    }
  }
  const rows = new Map<bigint, ScannedRows>();
  register(connection, 'scanned_events', EVENT_COLUMNS, rows, readEventChunks);
  register(connection, 'scanned_near_links', NEAR_LINK_COLUMNS, rows, readNearLinkChunks);
  register(connection, 'scanned_far_links', FAR_LINK_COLUMNS, rows, readFarLinkChunks);
  const offsets = new Map<bigint, readonly Float64Array[]>();
  register(connection, 'lent_offsets', OFFSET_COLUMNS, offsets, readOffsetChunks);
  return {
    lend: (lent, work) => lendFrom(rows, lent, work),
    lendOffsets: (lent, work) => lendFrom(offsets, lent, work),
  };
}

/** Fills a chunk; 0 rows mean the end. */
type ChunkReader = (chunk: DuckDBDataChunk) => void;

/** The objects that DuckDB keeps for a query between calls: first to begin, then to continue. */
class BoundRows {
  readonly begin: () => ChunkReader;
  constructor(begin: () => ChunkReader) {
    this.begin = begin;
  }
}

class RunningScan {
  readonly read: ChunkReader;
  constructor(read: ChunkReader) {
    this.read = read;
  }
}

function register<Lent>(
  connection: DuckDBConnection,
  name: string,
  columns: ColumnList,
  lent: ReadonlyMap<bigint, Lent>,
  readChunks: (rows: Lent) => ChunkReader,
): void {
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name,
      parameterTypes: [BIGINT],
      bindFunction(info) {
        const handle = info.getParameter(0);
        const rows = typeof handle === 'bigint' ? lent.get(handle) : undefined;
        if (rows === undefined) {
          info.setError(`${name}: no rows are lent by this number`);
          return;
        }
        for (const [column, type] of columns) info.addResultColumn(column, type);
        info.setBindData(new BoundRows(() => readChunks(rows)));
      },
      initFunction(info) {
        const bound = info.getBindData();
        if (bound instanceof BoundRows) info.setInitData(new RunningScan(bound.begin()));
      },
      mainFunction(info, chunk) {
        const scan = info.getInitData();
        if (scan instanceof RunningScan) scan.read(chunk);
        else info.setError(`${name} was not bound`);
      },
    }),
  );
}

function readEventChunks({ segments }: ScannedRows): ChunkReader {
  const positions = new Uint32Array(CHUNK_ROWS);
  const parts = new Uint32Array(CHUNK_ROWS);
  let position = 0;
  return chunkReader(
    segments.map(({ part, columns }) => ({ part, columns, count: columns.rowCount })),
    ({ part, columns }, row, count, chunk) => {
      parts.fill(part, 0, count);
      for (let i = 0; i < count; i++) positions[i] = position + i;
      position += count;
      const vectors = vectorsOf(chunk, EVENT_COLUMNS);
      copyWords(vectors('position'), positions, 0, count, 1);
      copyWords(vectors('time'), columns.time, row, count, ROW_WORDS.time);
      copyWords(vectors('turn'), columns.turn, row, count, ROW_WORDS.turn);
      copyWords(vectors('type'), columns.type, row, count, ROW_WORDS.type);
      copyWords(vectors('agent'), columns.agent, row, count, ROW_WORDS.agent);
      copyWords(vectors('kind'), columns.kind, row, count, ROW_WORDS.kind);
      copyWords(vectors('variable'), columns.variable, row, count, ROW_WORDS.variable);
      copyNumbers(vectors('value'), columns.value, row, count);
      copyNumbers(vectors('change'), columns.change, row, count);
      copyWords(vectors('outcome'), columns.outcome, row, count, ROW_WORDS.outcome);
      copyWords(vectors('content'), columns.content, row, count, ROW_WORDS.content);
      copyIds(vectors('id_high'), vectors('id_low'), columns.id, row, count);
      writeTexts(vectors('id_text'), columns.idTexts, row, count);
      copyWords(vectors('part'), parts, 0, count, 1);
      copyWords(vectors('byte_offset'), columns.byteOffset, row, count, ROW_WORDS.byteOffset);
      copyWords(vectors('byte_length'), columns.byteLength, row, count, ROW_WORDS.byteLength);
    },
  );
}

function readNearLinkChunks({ segments }: ScannedRows): ChunkReader {
  const causeOffsets = new Uint32Array(CHUNK_ROWS * ROW_WORDS.byteOffset);
  const writeEffects = effectWriter(NEAR_LINK_COLUMNS);
  return chunkReader(
    segments.map(({ part, columns, links }) => ({ part, columns, ...links.near })),
    ({ part, columns, cause, effect }, link, count, chunk) => {
      gatherOffsets(columns, cause, link, count, causeOffsets);
      const vector = vectorsOf(chunk, NEAR_LINK_COLUMNS)('cause_offset');
      copyWords(vector, causeOffsets, 0, count, ROW_WORDS.byteOffset);
      writeEffects(chunk, part, columns, effect, link, count);
    },
  );
}

function readFarLinkChunks({ segments }: ScannedRows): ChunkReader {
  const writeEffects = effectWriter(FAR_LINK_COLUMNS);
  return chunkReader(
    segments.map(({ part, columns, links }) => ({ part, columns, ...links.far })),
    ({ part, columns, cause, effect }, link, count, chunk) => {
      const vectors = vectorsOf(chunk, FAR_LINK_COLUMNS);
      copyIds(vectors('cause_high'), vectors('cause_low'), cause, link, count);
      writeEffects(chunk, part, columns, effect, link, count);
    },
  );
}

type EffectWriter = (
  chunk: DuckDBDataChunk,
  part: number,
  columns: EventColumns,
  effect: Uint32Array,
  link: number,
  count: number,
) => void;

/** Returns a function that writes the places of the effects of links. */
function effectWriter(list: ColumnList): EffectWriter {
  const parts = new Uint32Array(CHUNK_ROWS);
  const offsets = new Uint32Array(CHUNK_ROWS * ROW_WORDS.byteOffset);
  const lengths = new Uint32Array(CHUNK_ROWS);
  return (chunk, part, columns, effect, link, count) => {
    parts.fill(part, 0, count);
    gatherOffsets(columns, effect, link, count, offsets);
    for (let i = 0; i < count; i++) lengths[i] = columns.byteLength[effect[link + i] ?? 0] ?? 0;
    const vectors = vectorsOf(chunk, list);
    copyWords(vectors('effect_part'), parts, 0, count, 1);
    copyWords(vectors('effect_offset'), offsets, 0, count, ROW_WORDS.byteOffset);
    copyWords(vectors('effect_length'), lengths, 0, count, ROW_WORDS.byteLength);
  };
}

/** Collects the offsets of the rows with the numbers in `rows`, beginning at `from`. */
function gatherOffsets(
  { byteOffset }: EventColumns,
  rows: Uint32Array,
  from: number,
  count: number,
  offsets: Uint32Array,
): void {
  for (let i = 0; i < count; i++) {
    const row = rows[from + i] ?? 0;
    offsets[2 * i] = byteOffset[2 * row] ?? 0;
    offsets[2 * i + 1] = byteOffset[2 * row + 1] ?? 0;
  }
}

function readOffsetChunks(lists: readonly Float64Array[]): ChunkReader {
  const words = new Uint32Array(CHUNK_ROWS * 2);
  return chunkReader(
    lists.map((offsets) => ({ offsets, count: offsets.length })),
    ({ offsets }, from, count, chunk) => {
      for (let i = 0; i < count; i++) writeWords(words, i, offsets[from + i] ?? 0);
      copyWords(vectorsOf(chunk, OFFSET_COLUMNS)('byte_offset'), words, 0, count, 2);
    },
  );
}

/** Reads segments one after another, one chunk per call. */
function chunkReader<Rows extends { readonly count: number }>(
  segments: readonly Rows[],
  fill: (rows: Rows, from: number, count: number, chunk: DuckDBDataChunk) => void,
): ChunkReader {
  const rest = segments.filter(({ count }) => count > 0).reverse();
  let next = 0;
  return (chunk) => {
    const rows = rest.at(-1);
    const count = rows === undefined ? 0 : Math.min(CHUNK_ROWS, rows.count - next);
    chunk.rowCount = count;
    if (rows === undefined) return;
    fill(rows, next, count, chunk);
    next += count;
    if (next < rows.count) return;
    rest.pop();
    next = 0;
  };
}

function vectorsOf(chunk: DuckDBDataChunk, columns: ColumnList): (name: string) => Vector {
  return (name) =>
    duckdb.data_chunk_get_vector(
      chunk.chunk,
      columns.findIndex(([column]) => column === name),
    );
}

function copyWords(
  vector: Vector,
  column: Uint32Array,
  row: number,
  count: number,
  words: number,
): void {
  if (!(column.buffer instanceof ArrayBuffer)) throw new TypeError('columns are not shared');
  const from = column.byteOffset + row * words * WORD_BYTES;
  duckdb.copy_data_to_vector(vector, 0, column.buffer, from, count * words * WORD_BYTES);
}

/** Copies ids as their upper and lower 64 bits: DuckDB keeps no min-max statistics of 128-bit numbers. */
function copyIds(high: Vector, low: Vector, ids: Uint32Array, row: number, count: number): void {
  const highs = new Uint32Array(count * 2);
  const lows = new Uint32Array(count * 2);
  for (let i = 0; i < count; i++) {
    const at = (row + i) * ROW_WORDS.id;
    lows[2 * i] = ids[at] ?? 0;
    lows[2 * i + 1] = ids[at + 1] ?? 0;
    highs[2 * i] = ids[at + 2] ?? 0;
    highs[2 * i + 1] = ids[at + 3] ?? 0;
  }
  copyWords(high, highs, 0, count, 2);
  copyWords(low, lows, 0, count, 2);
}

/** Copies doubles, and NULL where there is a NaN. */
function copyNumbers(vector: Vector, column: Uint32Array, row: number, count: number): void {
  duckdb.vector_ensure_validity_writable(vector);
  const validity = new Uint8Array(VALIDITY_BYTES);
  for (let i = 0; i < count; i++) {
    if (column[2 * (row + i) + 1] === NAN_HIGH_WORD) continue;
    validity[i >> 3] = (validity[i >> 3] ?? 0) | (1 << (i & 7));
  }
  copyWords(vector, column, row, count, 2);
  duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer, 0, VALIDITY_BYTES);
}

/** Writes texts, and NULL where there is none. */
function writeTexts(
  vector: Vector,
  texts: ReadonlyMap<number, string>,
  row: number,
  count: number,
): void {
  duckdb.vector_ensure_validity_writable(vector);
  const validity = new Uint8Array(VALIDITY_BYTES);
  for (let i = 0; texts.size > 0 && i < count; i++) {
    const text = texts.get(row + i);
    if (text === undefined) continue;
    validity[i >> 3] = (validity[i >> 3] ?? 0) | (1 << (i & 7));
    // With an explicit length: a text may hold a NUL.
    duckdb.vector_assign_string_element_len(vector, i, Buffer.from(text));
  }
  duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer, 0, VALIDITY_BYTES);
}
