import type { EnsembleResults, ResultsQuery } from '../../api/ensemble-contract';
import { encodeCsvRow } from '../../export/csv-row';
import { breathe } from '../../work/work';

/** A table as a file, in chunks. */
export interface ResultsFile {
  readonly contentType: string;
  readonly fileName: string;
  readonly chunks: AsyncGenerator<Uint8Array, void>;
}

/** The table as CSV: RFC 4180 with a header, in UTF-8. Numbers and texts are written plainly, other settings as JSON. */
export function exportResults(
  results: EnsembleResults,
  { variables = [], escape_formulas: escapeFormulas = false }: ResultsQuery,
): ResultsFile {
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: `ensemble_${String(results.run_count)}-runs.csv`,
    chunks: writeRows(results, variables, escapeFormulas),
  };
}

const FIGURES = [
  ...['first_turn', 'last_turn', 'event_count', 'failure_count'],
  ...['tokens', 'cost', 'duration_ms'],
] as const;

const OF_VARIABLE = ['last', 'lowest', 'lowest_turn', 'highest', 'highest_turn'] as const;

async function* writeRows(
  { settings, question, rows }: EnsembleResults,
  variables: readonly string[],
  escapeFormulas: boolean,
): AsyncGenerator<Uint8Array, void> {
  const hasDistance = variables.length > 0;
  const header = [
    ...['run', 'name', 'status'],
    ...settings.map(({ path }) => path),
    ...FIGURES,
    ...(question === null ? [] : ['answer']),
    ...(hasDistance ? ['distance'] : []),
    ...variables.flatMap((key) => OF_VARIABLE.map((figure) => `${key} ${figure}`)),
  ];
  yield encodeCsvRow(header, escapeFormulas);
  for (const row of rows) {
    await breathe();
    const answer = row.answer === null ? null : row.answer ? 'yes' : 'no';
    const cells = [
      ...[row.run, row.name, row.status],
      ...row.settings,
      ...FIGURES.map((figure) => row[figure]),
      ...(question === null ? [] : [answer]),
      ...(hasDistance ? [row.distance] : []),
      ...row.variables.flatMap((result) => OF_VARIABLE.map((figure) => result?.[figure] ?? null)),
    ];
    yield encodeCsvRow(cells.map(cellText), escapeFormulas);
  }
}

/** Texts as they are, other values as JSON; null is empty. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
