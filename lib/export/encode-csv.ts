import type { EventLine } from '../events/event-line';
import { mapInSlices } from '../work/in-slices';
import { readExportRow, type ExportRow } from './export-row';

export interface CsvOptions {
  /** Whether text that a spreadsheet would run as a formula gets a `'` in front. Default `false`. */
  readonly escapeFormulas?: boolean | undefined;
  /** Whether a byte order mark comes first: Excel takes a file without one for another encoding. Default `false`. */
  readonly bom?: boolean | undefined;
}

const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS: Readonly<Record<string, (row: ExportRow) => string | null>> = {
  event_id: (row) => row.event_id,
  timestamp: (row) => row.timestamp,
  turn_number: (row) => String(row.turn_number),
  event_type: (row) => row.event_type,
  simulation_id: (row) => row.simulation_id,
  agent_id: (row) => row.agent_id,
  caused_by: (row) => JSON.stringify(row.caused_by),
  description: (row) => row.description,
  details: (row) => row.details,
};

// What may end a line somewhere is quoted, not only the CRLF that ends ours.
const TO_BE_QUOTED = /[",\r\n]/;

const FORMULA = /^[=+\-@\t\r\n]/;

/**
 * RFC 4180 with a header, in UTF-8, rows ended by CRLF. `caused_by` is a JSON array,
 * `details` JSON text as its line has it; what an event lacks is empty.
 */
export async function* encodeCsv(
  batches: AsyncIterable<readonly EventLine[]>,
  { escapeFormulas = false, bom = false }: CsvOptions = {},
): AsyncGenerator<Uint8Array> {
  const toText = escapeFormulas ? escapeFormula : (text: string) => text;
  const values = Object.values(COLUMNS);
  let header = (bom ? BYTE_ORDER_MARK : '') + csvRow(Object.keys(COLUMNS));
  for await (const batch of batches) {
    const rows = await mapInSlices(batch, (line) => {
      const row = readExportRow(line);
      return csvRow(values.map((valueOf) => toText(valueOf(row) ?? '')));
    });
    yield Buffer.from(header + rows.join(''));
    header = '';
  }
  if (header !== '') yield Buffer.from(header);
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
