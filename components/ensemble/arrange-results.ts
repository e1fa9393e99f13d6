import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import { compareNaturally } from '@/lib/events/natural-order';

type Row = EnsembleResults['rows'][number];
type Value = string | number | boolean | null;

const PLAIN: Readonly<Record<string, (row: Row) => Value>> = {
  run: ({ run }) => run,
  failures: ({ failure_count }) => failure_count,
  events: ({ event_count }) => event_count,
  tokens: ({ tokens }) => tokens,
  duration: ({ duration_ms }) => duration_ms,
  answer: ({ answer }) => (answer === null ? null : Number(answer)),
  distance: ({ distance }) => distance,
};

/** The rows with an answer, in the order of the API: those without a value come last in both directions. */
export function arrangeResults(
  { rows, settings }: EnsembleResults,
  {
    sort,
    order,
    answers,
  }: {
    readonly sort: string;
    readonly order: 'asc' | 'desc';
    readonly answers: 'yes' | 'no' | null;
  },
): readonly Row[] {
  const valueOf = valueReader(
    sort,
    settings.map(({ path }) => path),
  );
  const sign = order === 'desc' ? -1 : 1;
  return rows
    .filter(({ answer }) => answers === null || (answer === true) === (answers === 'yes'))
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      const missing = Number(a.value === null) - Number(b.value === null);
      return (
        missing || sign * compareValues(a.value, b.value) || compareNaturally(a.row.run, b.row.run)
      );
    })
    .map(({ row }) => row);
}

function valueReader(sort: string, paths: readonly string[]): (row: Row) => Value {
  if (sort.startsWith('setting:')) {
    const at = paths.indexOf(sort.slice('setting:'.length));
    return ({ settings }) => plainValue(settings[at]);
  }
  if (sort.startsWith('highest:')) return ({ variables }) => variables[0]?.highest ?? null;
  if (sort.startsWith('lowest:')) return ({ variables }) => variables[0]?.lowest ?? null;
  if (sort.startsWith('last:')) return ({ variables }) => variables[0]?.last ?? null;
  return PLAIN[sort] ?? (({ run }) => run);
}

function plainValue(value: unknown): Value {
  if (value === undefined || value === null) return null;
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? value : JSON.stringify(value);
}

/** Numbers by size, then texts as people count, then others. */
function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareNaturally(a, b);
  return rankOf(a) - rankOf(b) || compareNaturally(String(a), String(b));
}

function rankOf(value: Value): number {
  return ['number', 'string', 'boolean'].indexOf(typeof value);
}
