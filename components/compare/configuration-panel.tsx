'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { countOf, formatCount } from '@/components/ui/format-count';
import { shownName, shownStart } from '@/components/ui/shown-text';
import type { Comparison } from '@/lib/api/client';
import { LETTERS } from './side';
import { SideLetter } from './side-letter';
import { SideValue } from './side-value';
import styles from './panels.module.css';

const SHOWN = 3;
const MAX_REASON_LENGTH = 300;

/** The settings that differ, with both values: they usually are the answer. */
export function ConfigurationPanel({
  configuration,
}: {
  readonly configuration: Comparison['configuration'];
}) {
  const [showsAll, setShowsAll] = useState(false);
  const { same_count, difference_count, differences, unread } = configuration;
  const total = same_count + difference_count;
  return (
    <section className={styles['panel']} aria-label="Configuration">
      <h2>{titleOf(total, difference_count)}</h2>
      {unread.map(({ run, reason }) => (
        <p key={run} className={styles['quiet']}>
          The configuration of {LETTERS[run]} is not known: {shownStart(reason, MAX_REASON_LENGTH)}
        </p>
      ))}
      {differences.length === 0 ? null : <Settings differences={differences.slice(0, SHOWN)} />}
      {total === 0 || difference_count === 0 ? null : (
        <p className={styles['quiet']}>
          {same_count === 1 ? '1 is the same.' : `${formatCount(same_count)} are the same.`}{' '}
          {difference_count > SHOWN ? (
            <Button
              variant="quiet"
              className={styles['link'] ?? ''}
              onClick={() => setShowsAll(true)}
              aria-haspopup="dialog"
            >
              Show all {formatCount(difference_count)}
            </Button>
          ) : null}
        </p>
      )}
      {showsAll ? (
        <Dialog title="Settings that differ" onClose={() => setShowsAll(false)}>
          <Settings differences={differences} />
          {differences.length < difference_count ? (
            <p className={styles['quiet']}>
              The first {formatCount(differences.length)} of {countOf(difference_count, 'setting')}.
            </p>
          ) : null}
        </Dialog>
      ) : null}
    </section>
  );
}

function titleOf(total: number, differing: number): string {
  if (total === 0) return 'Configuration';
  if (differing === 0) return `Configuration: no difference in ${countOf(total, 'setting')}`;
  const verb = differing === 1 ? 'differs' : 'differ';
  return `Configuration: ${formatCount(differing)} of ${countOf(total, 'setting')} ${verb}`;
}

function Settings({
  differences,
}: {
  readonly differences: Comparison['configuration']['differences'];
}) {
  return (
    <table className={styles['settings']}>
      <thead>
        <tr>
          <th scope="col">setting</th>
          <th scope="col">
            <SideLetter side="a" />
          </th>
          <th scope="col">
            <SideLetter side="b" />
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map((setting) => (
          <tr key={setting.path}>
            <th scope="row">{shownName(setting.path, 80)}</th>
            <td>
              <SideValue side="a" value={setting.a} />
            </td>
            <td>
              <SideValue side="b" value={setting.b} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
