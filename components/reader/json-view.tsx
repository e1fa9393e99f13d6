'use client';

import { useMemo } from 'react';
import { countOf } from '@/components/ui/format-count';
import type { ExactJson } from '@/components/ui/exact-json';
import { jsonOutline, type Outline } from './json-outline';
import styles from './json-view.module.css';

/** A JSON value with a line for each member; branches fold. Folded lines stay on the page, so that Find finds them. */
export function JsonView({ value }: { readonly value: ExactJson }) {
  const { root, isCut } = useMemo(() => jsonOutline(value), [value]);
  return (
    <div className={styles['json']}>
      <Lines outline={root} isLast />
      {isCut ? (
        <p className={styles['note']}>The value is longer. “As written” has all of it.</p>
      ) : null}
    </div>
  );
}

function Lines({ outline, isLast }: { readonly outline: Outline; readonly isLast: boolean }) {
  const comma = isLast ? '' : ',';
  const name =
    outline.name === '' ? null : <span className={styles['name']}>{outline.name}: </span>;
  if (outline.kind === 'leaf') {
    return (
      <div className={styles['leaf']}>
        {name}
        <span className={outline.isString ? styles['string'] : styles['plain']}>
          {outline.text}
        </span>
        {comma}
      </div>
    );
  }
  const { brackets, members, total } = outline;
  const hidden = total - members.length;
  return (
    <details open className={styles['branch']}>
      <summary className={styles['summary']}>
        {name}
        {brackets.charAt(0)}
        <span className={styles['folded']}>
          {' '}
          {countOf(total, brackets === '{}' ? 'field' : 'item')} {brackets.charAt(1)}
          {comma}
        </span>
      </summary>
      <div className={styles['members']}>
        {members.map((member, at) => (
          <Lines key={at} outline={member} isLast={at === total - 1} />
        ))}
        {hidden === 0 ? null : (
          <div className={styles['note']}>… {countOf(hidden, 'more', 'more')}</div>
        )}
      </div>
      <div className={styles['end']}>
        {brackets.charAt(1)}
        {comma}
      </div>
    </details>
  );
}
