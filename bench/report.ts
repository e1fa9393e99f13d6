import { styleText } from 'node:util';

/** One line of the table; times are ms. */
export interface Row {
  readonly name: string;
  readonly causeway: string;
  readonly naive: string;
  readonly ratio: string;
  readonly bar: string;
  /** Whether the bar is kept; `undefined` where there is none. */
  readonly isKept?: boolean | undefined;
}

const COLUMNS = ['name', 'causeway', 'naive', 'ratio', 'bar'] as const;
const TITLES: Row = {
  name: '',
  causeway: 'causeway',
  naive: 'naive scan',
  ratio: 'ratio',
  bar: 'bar',
};

/** The rows as aligned text, beside whom is named in `other`: names to the left, numbers to the right, marked whether a bar is kept. */
export function formatTable(rows: readonly Row[], other = TITLES.naive): string {
  const all = [{ ...TITLES, naive: other }, ...rows];
  const widths = COLUMNS.map((column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map((row) => {
    const cells = COLUMNS.map((column, i) =>
      column === 'name' ? row.name.padEnd(widths[i] ?? 0) : row[column].padStart(widths[i] ?? 0),
    );
    return `${cells.join('  ')}${markOf(row)}`.trimEnd();
  });
  const rule = '-'.repeat(widths.reduce((a, b) => a + b + 2, -2));
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function markOf({ isKept }: Row): string {
  if (isKept === undefined) return '';
  if (isKept) return '  kept';
  return `  ${process.stdout.isTTY ? styleText('red', 'NOT KEPT') : 'NOT KEPT'}`;
}
