// Text with any line ending is quoted, not only with the CRLF of this format.
export const TO_BE_QUOTED = /[",\r\n]/;

const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

export function toRow(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

export function quote(text: string): string {
  return TO_BE_QUOTED.test(text) ? `"${doubleQuotes(text)}"` : text;
}

export function doubleQuotes(text: string): string {
  return text.replaceAll('"', '""');
}

/** Puts a `'` before text that a spreadsheet would run as a formula. */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A row of short cells in UTF-8. Numbers are never taken for formulas. */
export function encodeCsvRow(cells: readonly string[], escapeFormulas: boolean): Uint8Array {
  const escape = (text: string): string =>
    escapeFormulas && !NUMBER.test(text) ? escapeFormula(text) : text;
  return Buffer.from(toRow(cells.map((cell) => quote(escape(cell)))));
}
