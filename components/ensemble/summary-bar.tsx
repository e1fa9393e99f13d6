import { IndexProgressBar } from '@/components/index-progress';
import { countOf, formatCount } from '@/components/ui/format-count';
import { shownName, shownStart } from '@/components/ui/shown-text';
import type { EnsembleResults } from '@/lib/api/ensemble-contract';
import { settingValuesText } from './setting-text';
import styles from './summary-bar.module.css';

/** More settings are told by their number. */
const MAX_CHIPS = 6;
/** More runs that are left out are told by their number. */
const MAX_NAMED = 3;

/** The name of the ensemble, what differs between its runs, and how they went. */
export function SummaryBar({
  title,
  facts,
  rows,
}: {
  readonly title: string;
  readonly facts: EnsembleResults;
  /** All rows; `undefined` while they are on their way. */
  readonly rows: EnsembleResults['rows'] | undefined;
}) {
  const { settings, setting_count, run_count, left_out, waiting, index } = facts;
  const chips = settings.slice(0, MAX_CHIPS);
  const more = settings.length - chips.length;
  return (
    <section className={styles['bar']} aria-label="Runs">
      <h1 className={styles['title']}>
        {shownName(title)}, {countOf(run_count, 'run')}
      </h1>
      <p className={styles['quiet']}>
        {setting_count === 0
          ? 'their settings are not recorded'
          : settings.length === 0
            ? `all ${countOf(setting_count, 'setting')} are the same`
            : `${formatCount(settings.length)} of ${countOf(setting_count, 'setting')} ${settings.length === 1 ? 'differs' : 'differ'}:`}
      </p>
      {chips.length === 0 ? null : (
        <ul className={styles['chips']} aria-label="Settings that differ">
          {chips.map(({ path, values, value_count }) => (
            <li key={path} className={styles['chip']}>
              <code>{shownName(path, 60)}</code> {settingValuesText(values, value_count)}
            </li>
          ))}
          {more === 0 ? null : (
            <li
              className={styles['quiet']}
              title={settings
                .slice(MAX_CHIPS)
                .map(({ path }) => shownName(path))
                .join('\n')}
            >
              and {formatCount(more)} more
            </li>
          )}
        </ul>
      )}
      <p className={styles['facts']}>{rows === undefined ? '' : runsText(rows)}</p>
      {waiting.length === 0 ? null : (
        <div className={styles['note']} role="status">
          <span>
            {countOf(waiting.length, 'run')} {waiting.length === 1 ? 'is' : 'are'} still being
            indexed; the answers are of the others.
          </span>
          <IndexProgressBar index={index} />
        </div>
      )}
      {left_out.length === 0 ? null : (
        <p className={styles['note']}>
          {countOf(left_out.length, 'run')} cannot be read:{' '}
          {left_out
            .slice(0, MAX_NAMED)
            .map(({ run, reason }) => `${shownName(run)} (${shownStart(reason, 200)})`)
            .join(', ')}
          {left_out.length > MAX_NAMED ? ' and more.' : '.'}
        </p>
      )}
    </section>
  );
}

function runsText(rows: EnsembleResults['rows']): string {
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  const states = (['live', 'interrupted', 'finished'] as const).flatMap((status) =>
    count(status) === 0 ? [] : [`${formatCount(count(status))} ${status}`],
  );
  const sum = (valueOf: (row: EnsembleResults['rows'][number]) => number) =>
    rows.reduce((total, row) => total + valueOf(row), 0);
  const failures = sum(({ failure_count }) => failure_count);
  const events = sum(({ event_count }) => event_count);
  return `${states.join(', ')}; ${countOf(events, 'event')}, ${formatCount(failures)} failed`;
}
