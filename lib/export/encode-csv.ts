import type { EventLine } from '../events/event-line';
import { readExportRow, type ExportRow } from './export-row';

export interface CsvOptions {
  /** Whether text that a spreadsheet would run as a formula gets a `'` in front. Default `false`. */
  readonly escapeFormulas?: boolean | undefined;
}

const CSV_COLUMNS = [
  'event_id',
  'timestamp',
  'turn_number',
  'event_type',
  'simulation_id',
  'agent_id',
  'caused_by',
  'description',
  'details',
] as const satisfies readonly (keyof ExportRow)[];

// What may end a line somewhere is quoted, not only the CRLF that ends ours.
const TO_BE_QUOTED = /[",\r\n]/;

const FORMULA = /^[=+\-@\t\r\n]/;

/**
 * RFC 4180 with a header, in UTF-8 without a byte order mark, rows ended by CRLF. `caused_by` is a JSON array,
 * `details` JSON text as its line has it; what an event lacks is empty.
 */
export async function* encodeCsv(
  batches: AsyncIterable<readonly EventLine[]>,
  { escapeFormulas = false }: CsvOptions = {},
): AsyncGenerator<Uint8Array> {
  const toText = escapeFormulas ? escapeFormula : (text: string) => text;
  let header = csvRow(CSV_COLUMNS);
  for await (const batch of batches) {
    const rows = batch.map((line) => csvRow(cellsOf(readExportRow(line)).map(toText)));
    yield Buffer.from(header + rows.join(''));
    header = '';
  }
  if (header !== '') yield Buffer.from(header);
}

function cellsOf(row: ExportRow): readonly string[] {
  const cells = { ...row, caused_by: JSON.stringify(row.caused_by) };
  return CSV_COLUMNS.map((column) => String(cells[column] ?? ''));
}

function csvRow(cells: readonly string[]): string {
  return `${cells.map(quote).join(',')}\r\n`;
}

function quote(text: string): string {
  return TO_BE_QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
