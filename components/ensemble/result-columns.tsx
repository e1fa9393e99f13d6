import Link from 'next/link';
import { durationText } from '@/components/event-time/event-time';
import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import { pathSegment } from '@/lib/api/path-segment';
import { numberText } from './number-text';
import styles from './results-section.module.css';
import { settingText, shortPath } from './setting-text';
import type { TableColumn } from './table-column';

export type ResultRow = EnsembleResults['rows'][number];

const UNKNOWN = '–';
/** More settings have no columns; the file has all. */
const MAX_SETTINGS = 6;

/** What the table says and does about rows. */
export interface RowFacts {
  readonly settings: EnsembleResults['settings'];
  /** The charted variable; `null` without one. */
  readonly variable: string | null;
  readonly isAsked: boolean;
  /** Whether any run states its tokens. */
  readonly hasTokens: boolean;
  /** The question in a word or two. */
  readonly words: string;
  readonly nameOf: (run: string) => string;
  readonly isTicked: (run: string) => boolean;
  readonly canTick: boolean;
  readonly onTick: (run: string) => void;
  /** What is special about a run: `most typical`. */
  readonly remarkOf: (run: string) => string;
  /** The range of the highest values, for their bars. */
  readonly range: readonly [number, number];
}

export function resultColumns(facts: RowFacts): readonly TableColumn<ResultRow>[] {
  const { settings, variable, isAsked, words, nameOf, remarkOf, range } = facts;
  return [
    {
      id: 'tick',
      title: '',
      hint: 'ticked',
      widthPx: 16,
      grow: 0,
      text: () => '',
      cell: tickCell(facts),
    },
    {
      id: 'run',
      title: 'run',
      widthPx: 78,
      grow: 1.2,
      sort: 'run',
      text: ({ run }) => run,
      cell: ({ run, name }) => (
        <Link
          href={`/view/${pathSegment(run)}`}
          prefetch={false}
          tabIndex={-1}
          className={styles['link']}
          title={`${shownName(name)}, ${shownName(run)}`}
        >
          {nameOf(run)}
        </Link>
      ),
    },
    ...settings.slice(0, MAX_SETTINGS).map(({ path, values }, at): TableColumn<ResultRow> => ({
      id: `setting ${path}`,
      title: shortPath(path),
      hint: path,
      widthPx: 64,
      grow: 0.8,
      isNumber: values.every(({ value }) => value === null || typeof value === 'number'),
      sort: `setting:${path}`,
      text: (row) => settingText(row.settings[at]),
    })),
    ...(variable === null ? [] : variableColumns(variable, range)),
    number('failures', 'failures', ({ failure_count }) => failure_count),
    number('events', 'events', ({ event_count }) => event_count),
    ...(facts.hasTokens ? [number('tokens', 'tokens', ({ tokens }) => tokens)] : []),
    {
      id: 'took',
      title: 'took',
      widthPx: 76,
      grow: 0.8,
      isNumber: true,
      sort: 'duration',
      text: ({ duration_ms }) =>
        duration_ms === null ? UNKNOWN : durationText(BigInt(Math.round(duration_ms * 1000))),
    },
    ...(isAsked ? [answerColumn(words)] : []),
    {
      id: 'remark',
      title: '',
      hint: 'remark',
      widthPx: 108,
      grow: 0.7,
      text: ({ run }) => remarkOf(run),
      cell: ({ run }) => <span className={styles['quiet']}>{remarkOf(run)}</span>,
    },
  ];
}

function variableColumns(
  variable: string,
  [low, high]: readonly [number, number],
): readonly TableColumn<ResultRow>[] {
  const shareOf = (value: number) => (high === low ? 1 : (value - low) / (high - low));
  return [
    {
      id: 'highest',
      title: 'highest',
      hint: `highest ${variable}`,
      widthPx: 72,
      grow: 1,
      isNumber: true,
      sort: `highest:${variable}`,
      text: ({ variables }) => numberText(variables[0]?.highest),
      cell: ({ variables: [figures] }) =>
        figures === null || figures === undefined ? (
          UNKNOWN
        ) : (
          <span className={styles['barred']}>
            <b>{numberText(figures.highest)}</b>
            <span
              className={styles['bar']}
              style={{ width: `${Math.round(6 + 94 * shareOf(figures.highest))}%` }}
            />
          </span>
        ),
    },
    {
      id: 'in turn',
      title: 'in turn',
      widthPx: 52,
      grow: 0,
      isNumber: true,
      text: ({ variables }) => numberText(variables[0]?.highest_turn),
    },
    {
      id: 'last',
      title: 'at the end',
      hint: `${variable} at the end`,
      widthPx: 72,
      grow: 0.9,
      isNumber: true,
      sort: `last:${variable}`,
      text: ({ variables }) => numberText(variables[0]?.last),
    },
  ];
}

function answerColumn(words: string): TableColumn<ResultRow> {
  return {
    id: 'answer',
    title: words === 'yes' ? 'answer' : words,
    widthPx: 68,
    grow: 0.6,
    sort: 'answer',
    text: ({ answer }) => (answer === null ? 'unknown' : answer ? 'yes' : 'no'),
    cell: ({ answer }) => (
      <span className={styles['answer']}>
        <span aria-hidden="true">{answer === true ? '●' : '○'}</span>{' '}
        {answer === null ? 'unknown' : answer ? 'yes' : 'no'}
      </span>
    ),
  };
}

function tickCell({ nameOf, isTicked, canTick, onTick }: RowFacts) {
  return function TickCell({ run }: ResultRow) {
    return (
      <input
        type="checkbox"
        className={styles['tick']}
        tabIndex={-1}
        aria-label={`Tick ${nameOf(run)}`}
        checked={isTicked(run)}
        disabled={!canTick && !isTicked(run)}
        onChange={() => onTick(run)}
      />
    );
  };
}

function number(
  title: string,
  sort: string,
  valueOf: (row: ResultRow) => number | null,
): TableColumn<ResultRow> {
  return {
    id: title,
    title,
    widthPx: 50,
    grow: 0.7,
    isNumber: true,
    sort,
    text: (row) => {
      const value = valueOf(row);
      return value === null ? UNKNOWN : formatCount(value);
    },
  };
}
