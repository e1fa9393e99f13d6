import Link from 'next/link';
import { Fragment } from 'react';
import { formatCount } from '@/components/ui/format-count';
import { MiddleCut } from '@/components/ui/middle-cut';
import { shownName } from '@/components/ui/shown-text';
import type { Comparison } from '@/lib/api/client';
import styles from './compared-runs-row.module.css';
import { runLink } from './run-links';
import { SIDES } from './side';
import { SideLetter } from './side-letter';
import { toldSentences, verdictText } from './verdict';

/** Both runs with their letters, the answer, and what to know before all differences. */
export function ComparedRunsRow({
  comparison,
  elapsedMs,
}: {
  readonly comparison: Comparison;
  readonly elapsedMs: number;
}) {
  const told = toldSentences(comparison);
  return (
    <section className={styles['section']} aria-label="The two runs">
      <div className={styles['row']}>
        <div className={styles['runs']}>
          {SIDES.map((side) => {
            const { id, name } = comparison[side];
            return (
              <Fragment key={side}>
                {side === 'b' ? <span className={styles['quiet']}>and</span> : null}
                <span className={styles['run']}>
                  <SideLetter side={side} />
                  <Link href={runLink(id)} prefetch={false} className={styles['name']}>
                    {shownName(name, 60)}
                  </Link>
                  {name === id ? null : (
                    <span className={styles['id']}>
                      <MiddleCut name={id} />
                    </span>
                  )}
                </span>
              </Fragment>
            );
          })}
        </div>
        <p className={styles['answer']} role="status">
          <span className={styles['verdict']} data-same={comparison.same}>
            <span aria-hidden="true">{comparison.same ? '=' : '≠'} </span>
            {verdictText(comparison)}
          </span>
          <span className={styles['quiet']}>
            {' '}
            compared in {formatCount(Math.max(1, Math.round(elapsedMs)))} ms
          </span>
        </p>
      </div>
      {told.length === 0 ? null : (
        <ul className={styles['told']} aria-label="To know first">
          {told.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
