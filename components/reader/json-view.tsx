'use client';

import { memo, useMemo } from 'react';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { ExactJson } from '@/components/ui/exact-json';
import { jsonOutline, type Outline, type OutlineBranch } from './json-outline';
import styles from './json-view.module.css';
import { useGrowing } from './use-growing';

/** This many lines are added to the page at a time. */
const LINES_AT_A_TIME = 200;

/** Of a branch with more members than the second number, the members after the first number are folded. */
const [SHOWN_MEMBERS, MOST_MEMBERS] = [6, 8];

/** A list with more lines than this begins folded; branches inside of others always do. */
const MOST_LIST_LINES = 12;

/**
 * A JSON value with a line for each member. Branches fold, and say on a line what they hide. Folded lines stay on the page, so
 * that Find finds them.
 */
export function JsonView({
  value,
  label = '',
  maxLines,
  isWhole,
}: {
  readonly value: ExactJson;
  /** The words before the value. */
  readonly label?: string;
  /** More lines are not shown. */
  readonly maxLines: number;
  /** Whether all of it begins unfolded. */
  readonly isWhole: boolean;
}) {
  const { root, isCut } = useMemo(() => jsonOutline(value, maxLines), [value, maxLines]);
  const shown = useGrowing(root.size, LINES_AT_A_TIME);
  return (
    <div className={styles['json']} aria-busy={shown < root.size}>
      <Lines outline={root} label={label} limit={shown} isLast isWhole={isWhole} />
      {isCut ? <p className={styles['note']}>The value is longer. “Raw” has all of it.</p> : null}
    </div>
  );
}

interface LinesProps {
  readonly outline: Outline;
  /** The words before the root. */
  readonly label?: string | undefined;
  /** Lines after this number are not shown yet. */
  readonly limit: number;
  readonly isLast: boolean;
  readonly isWhole: boolean;
}

const Lines = memo(function Lines({ outline, label, limit, isLast, isWhole }: LinesProps) {
  const comma = isLast ? '' : ',';
  if (outline.kind === 'branch') {
    return (
      <Branch outline={outline} label={label} limit={limit} isLast={isLast} isWhole={isWhole} />
    );
  }
  return (
    <div className={styles['leaf']}>
      {label ? <span className={styles['label']}>{label}: </span> : null}
      {outline.name === '' ? null : `${outline.name}: `}
      {outline.tokens.map(({ kind, text }, at) =>
        kind === 'string' || kind === 'value' ? (
          <span key={at} className={styles[kind]}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
      {comma}
    </div>
  );
});

function Branch({
  outline,
  label,
  limit,
  isLast,
  isWhole,
}: LinesProps & { readonly outline: OutlineBranch }) {
  const { brackets, members, total, hidden, name } = outline;
  const isRoot = label !== undefined;
  const comma = isLast ? '' : ',';
  const noun = brackets === '{}' ? 'field' : 'item';
  const lost = total - members.length;
  const ends = endsOf(members, limit);
  const shownAtOnce = isWhole || total <= MOST_MEMBERS ? members.length : SHOWN_MEMBERS;
  const lines = (from: number, to: number) =>
    members.slice(from, to).map((member, index) => {
      const at = from + index;
      const left = ends[at] ?? 0;
      return left <= 0 ? null : (
        <Lines
          key={at}
          outline={member}
          limit={Math.min(member.size, left)}
          isLast={at === total - 1}
          isWhole={isWhole}
        />
      );
    });
  return (
    <details open={isWhole || (isRoot && beginsOpen(outline))} className={styles['branch']}>
      <summary className={styles['summary']}>
        {label ? <span className={styles['label']}>{label}</span> : null}
        {name === '' ? '' : `${name}: `}
        <span className={styles['bracket']}>
          {label ? ' ' : ''}
          {brackets.charAt(0)}
        </span>
        {/* Its texts are on lines of their own, too. */}
        <span className={styles['hidden']} data-no-find="">
          {label ? ': ' : ''}
          {hidden}
          {comma}
        </span>
      </summary>
      <div className={styles['members']}>
        {lines(0, shownAtOnce)}
        {shownAtOnce >= members.length ? null : (
          <details className={styles['branch']}>
            <summary className={styles['summary']} data-no-find="">
              <span className={styles['note']}>
                {countOf(members.length - shownAtOnce, `more ${noun}`)}
              </span>
            </summary>
            {lines(shownAtOnce, members.length)}
          </details>
        )}
        {lost === 0 ? null : <div className={styles['note']}>… {formatCount(lost)} more</div>}
      </div>
      <div className={styles['end']}>
        {brackets.charAt(1)}
        {comma}
      </div>
    </details>
  );
}

/** For each member, the lines that are left for it. */
function endsOf(members: readonly Outline[], limit: number): readonly number[] {
  let left = limit - 1;
  return members.map((member) => {
    const own = left;
    left -= member.size;
    return own;
  });
}

function beginsOpen({ brackets, size, members }: OutlineBranch): boolean {
  return brackets === '{}' || size <= MOST_LIST_LINES || members.every(isLeaf);
}

function isLeaf({ kind }: Outline): boolean {
  return kind === 'leaf';
}
