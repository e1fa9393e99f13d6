import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { EventLine } from '../events/event-line';
import { breathe, isBreathDue } from '../work/work';
import { readExportRow, type ExportRow } from './export-row';

/**
 * The size of a row group, in rows or characters of lines. A row group is held in memory, and each of its columns is written in
 * one turn.
 */
const GROUP_ROWS = 2048;
const GROUP_CHARACTERS = 1024 * 1024;

const COLUMNS: Readonly<Record<string, (row: ExportRow) => unknown>> = {
  event_id: (row) => row.event_id,
  timestamp: (row) => row.timestamp,
  time: (row) => row.time,
  turn_number: (row) => BigInt(row.turn_number),
  event_type: (row) => row.event_type,
  simulation_id: (row) => row.simulation_id,
  agent_id: (row) => row.agent_id,
  caused_by: (row) => row.caused_by,
  description: (row) => row.description,
  details: (row) => row.details,
};

/** Columns whose least and greatest values would not let a reader skip a row group, and may be megabytes. */
const WITHOUT_STATISTICS: ReadonlySet<string> = new Set(['caused_by', 'description', 'details']);

const SCHEMA: readonly SchemaElement[] = [
  { name: 'event', num_children: Object.keys(COLUMNS).length },
  text('event_id', 'REQUIRED'),
  text('timestamp', 'REQUIRED'),
  {
    name: 'time',
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    repetition_type: 'REQUIRED',
  },
  { name: 'turn_number', type: 'INT64', repetition_type: 'REQUIRED' },
  text('event_type', 'REQUIRED'),
  text('simulation_id', 'OPTIONAL'),
  text('agent_id', 'OPTIONAL'),
  {
    name: 'caused_by',
    converted_type: 'LIST',
    logical_type: { type: 'LIST' },
    repetition_type: 'REQUIRED',
    num_children: 1,
  },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  text('element', 'REQUIRED'),
  text('description', 'OPTIONAL'),
  text('details', 'OPTIONAL'),
];

/**
 * Apache Parquet, compressed with Snappy, one row group after another. `timestamp` is as written, `time` is the same instant as
 * TIMESTAMP(MICROS, UTC), `turn_number` is INT64, `caused_by` is a LIST, empty without causes. `details` is JSON text in a
 * plain text column: Polars cannot pass a JSON column to other libraries, and ClickHouse refuses a whole file because of one
 * number. Simulation, agent, description and details may be NULL.
 */
export async function* encodeParquet(
  batches: AsyncIterable<readonly EventLine[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const file = new ParquetWriter({ writer: bytes, schema: [...SCHEMA], createdBy: 'causeway' });
  let rows: ExportRow[] = [];
  let characters = 0;
  for await (const batch of batches) {
    for (const line of batch) {
      if (isBreathDue()) await breathe();
      rows.push(await readExportRow(line));
      characters += line.text.length;
      if (rows.length < GROUP_ROWS && characters < GROUP_CHARACTERS) continue;
      await writeRowGroup(file, rows);
      yield takeBytes(bytes);
      rows = [];
      characters = 0;
    }
  }
  if (rows.length > 0) await writeRowGroup(file, rows);
  void file.finish();
  yield takeBytes(bytes);
}

/** The writer treats each column as a row group. Joined in order, the columns are one row group. */
async function writeRowGroup(file: ParquetWriter, rows: readonly ExportRow[]): Promise<void> {
  const first = file.row_groups.length;
  for (const [name, valueOf] of Object.entries(COLUMNS)) {
    await breathe();
    const data = rows.map(valueOf);
    const column = {
      name,
      data,
      statistics: !WITHOUT_STATISTICS.has(name),
      // The writer would keep them in memory until the end of the file.
      offsetIndex: false,
      ...(data.some(isLong) ? ({ codec: 'UNCOMPRESSED', encoding: 'PLAIN' } as const) : {}),
    };
    void file.write({ columnData: [column], rowGroupSize: rows.length });
  }
  const columns = file.row_groups.splice(first);
  const sum = (sizes: readonly (bigint | undefined)[]): bigint =>
    sizes.reduce<bigint>((total, size = 0n) => total + size, 0n);
  const num_rows = BigInt(rows.length);
  file.num_rows -= num_rows * BigInt(columns.length - 1);
  file.row_groups.push({
    columns: columns.flatMap((group) => group.columns),
    num_rows,
    total_byte_size: sum(columns.map((group) => group.total_byte_size)),
    total_compressed_size: sum(columns.map((group) => group.total_compressed_size)),
  });
}

/** Compressing a long value, or comparing it for a dictionary, would take too long for one turn. */
function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > GROUP_CHARACTERS;
}

/** The bytes written since the last call. The writer continues with an empty buffer, as its `fileWriter` does. */
function takeBytes(writer: ByteWriter): Uint8Array {
  const taken = writer.getBytes().slice();
  writer.index = 0;
  return taken;
}

function text(name: string, repetition_type: 'REQUIRED' | 'OPTIONAL'): SchemaElement {
  return {
    name,
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    logical_type: { type: 'STRING' },
    repetition_type,
  };
}
