import type { EventLine } from '../events/event-line';
import { chunksOf, isLongText } from '../json/text-chunks';
import { breathe, isBreathDue } from '../work/work';
import { doubleQuotes, escapeFormula, quote, TO_BE_QUOTED, toRow } from './csv-row';
import { encodeText } from './encode-text';
import { readExportRow, type ExportRow } from './export-row';

export interface CsvOptions {
  /** Whether to put a `'` before text that a spreadsheet would run as a formula. Default `false`. */
  readonly escapeFormulas?: boolean | undefined;
  /** Whether to begin with a byte order mark. Without one, Excel assumes another encoding. Default `false`. */
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

/**
 * RFC 4180 with a header, in UTF-8, rows ended by CRLF. `caused_by` is a JSON array, `details` is the JSON text of the line.
 * Absent fields are empty.
 */
export async function* encodeCsv(
  batches: AsyncIterable<readonly EventLine[]>,
  { escapeFormulas = false, bom = false }: CsvOptions = {},
): AsyncGenerator<Uint8Array> {
  const toText = escapeFormulas ? escapeFormula : (text: string) => text;
  const values = Object.values(COLUMNS);
  let text = (bom ? BYTE_ORDER_MARK : '') + toRow(Object.keys(COLUMNS));
  for await (const batch of batches) {
    for (const line of batch) {
      if (isBreathDue()) await breathe();
      const row = await readExportRow(line);
      const cells = values.map((valueOf) => toText(valueOf(row) ?? ''));
      if (!cells.some(isLongText)) {
        text += toRow(cells.map(quote));
        continue;
      }
      yield* encodeText(text);
      text = '';
      yield* encodeLongRow(cells);
    }
    yield* encodeText(text);
    text = '';
  }
  yield* encodeText(text);
}

/** Encodes a row with cells of any length in slices, without copying a long cell as a whole. */
async function* encodeLongRow(cells: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const [at, cell] of cells.entries()) {
    if (at > 0) yield Buffer.from(',');
    if (await isQuoted(cell)) {
      yield Buffer.from('"');
      yield* encodeText(cell, doubleQuotes);
      yield Buffer.from('"');
    } else {
      yield* encodeText(cell);
    }
  }
  yield Buffer.from('\r\n');
}

async function isQuoted(cell: string): Promise<boolean> {
  for (const chunk of chunksOf(cell)) {
    if (isBreathDue()) await breathe();
    if (TO_BE_QUOTED.test(chunk)) return true;
  }
  return false;
}
