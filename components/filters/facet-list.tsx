'use client';

import { max, rollup } from 'd3';
import { useId, useState, type ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/components/ui/format-count';
import { runByFocusKey } from '@/components/commands/command';
import { ariaKeys, keyHint } from '@/components/commands/key-hint';
import { Toolbar } from '@/components/ui/toolbar';
import { findByName } from '@/lib/filters/name-rank';
import { EXCLUDE_COMMAND, FACET_COMMANDS } from './facet-commands';
import { FacetHead } from './facet-head';
import styles from './facet-list.module.css';
import type { Treatment } from '@/lib/filters/read-conditions';
import type { FacetSort } from './use-facet-order';

export interface FacetValue {
  readonly name: string;
  readonly label: string;
  /** The number of events after choosing it. */
  readonly count: number;
  /** The number of these events that failed; `undefined` until it is known. */
  readonly failedCount?: number | undefined;
  readonly mark?: ReactNode;
  /** The colour of the bar. Default: the accent colour. */
  readonly color?: string;
}

/** The stops of the arrow keys. The button that excludes a value is replaced by the key x. */
const STOPS = 'input, button[data-more]';
const MAX_WITHOUT_SEARCH = 12;
/** The number of values shown at first. Chosen values are always shown. */
const FEW = 8;
const MAX_SHOWN = 100;

/** The server's answer to a search by name. */
export type FoundNames =
  | { readonly state: 'searching' }
  | { readonly state: 'failed'; readonly message: string }
  | {
      readonly state: 'found';
      readonly values: readonly FacetValue[];
      /** The number of further names found. */
      readonly beyondCount: number;
    };

/** Names to include or exclude, each with its count and a bar. Without a choice all are included. */
export function FacetList({
  legend,
  values,
  valueCount,
  beyondCount,
  text,
  found,
  treatmentOf,
  sort,
  isShort = false,
  canExclude = true,
  onText,
  onTreat,
}: {
  readonly legend: string;
  readonly values: readonly FacetValue[];
  /** The number of all values, including those not listed. */
  readonly valueCount: number;
  /** The number of values within the filter that are not listed. */
  readonly beyondCount: number;
  /** The searched text. */
  readonly text: string;
  /** The server's result, when not all values are listed; otherwise `undefined`. */
  readonly found: FoundNames | undefined;
  readonly treatmentOf: (name: string) => Treatment | undefined;
  /** The order of the values, if the reader can choose it. */
  readonly sort: FacetSort | undefined;
  /** Whether to show only the first few until the reader asks for more. */
  readonly isShort?: boolean;
  /** Whether values can be left out. Default true. */
  readonly canExclude?: boolean;
  readonly onText: (text: string) => void;
  readonly onTreat: (name: string, treatment: Treatment | undefined) => void;
}) {
  const legendId = useId();
  const [showsAll, setShowsAll] = useState(!isShort);
  const wanted = text.trim();
  const isTreated = ({ name }: FacetValue): boolean => treatmentOf(name) !== undefined;
  const matching =
    found?.state === 'found' ? found.values : findByName(values, wanted, ({ label }) => label);
  const all = [
    ...matching,
    ...values.filter(
      (value) => isTreated(value) && !matching.some((one) => one.name === value.name),
    ),
  ];
  const limit = showsAll || wanted !== '' ? MAX_SHOWN : FEW;
  const shown = all.filter((value, at) => at < limit || isTreated(value));
  const isAlike = findAlike(shown.map(({ label }) => label));
  const most = Math.max(1, max([...values, ...shown], ({ count }) => count) ?? 0);
  const beyond = found?.state === 'found' ? found.beyondCount : wanted === '' ? beyondCount : 0;
  const moreCount = all.length - shown.length + beyond;
  if (values.length === 0) return null;
  return (
    <div role="group" aria-labelledby={legendId} className={styles['facets']}>
      <div className={styles['head']}>
        <span id={legendId} className={styles['legend']}>
          {legend}
        </span>
      </div>
      {sort === undefined || values.length < 2 ? null : (
        <FacetHead label={`Order of ${legend.toLowerCase()}`} sort={sort} />
      )}
      <Toolbar label={legend} role="none" direction="column" controls={STOPS}>
        {values.length <= MAX_WITHOUT_SEARCH && beyondCount === 0 ? null : (
          <input
            className={styles['search']}
            type="search"
            placeholder={`Find among ${formatCount(valueCount)}`}
            aria-label={`Find ${legend.toLowerCase()}`}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
        {shown.map((value) => (
          <FacetRow
            key={value.name}
            value={value}
            isAlike={isAlike(value.label)}
            share={value.count / most}
            treatment={treatmentOf(value.name)}
            canExclude={canExclude}
            countsFailed={sort?.orders.includes('failed') === true}
            onTreat={(treatment) => onTreat(value.name, treatment)}
          />
        ))}
        {moreCount <= 0 ? null : limit === FEW ? (
          <button
            type="button"
            data-more=""
            className={styles['moreButton']}
            onClick={() => setShowsAll(true)}
          >
            {formatCount(moreCount)} more
          </button>
        ) : (
          <p className={styles['more']}>{formatCount(moreCount)} more: find by name</p>
        )}
        <p className={styles['more']} role="status">
          {noteOf(text, found, matching.length)}
        </p>
      </Toolbar>
    </div>
  );
}

function noteOf(text: string, found: FoundNames | undefined, count: number): string {
  switch (found?.state) {
    case 'searching':
      return 'Searching …';
    case 'failed':
      return `Names cannot be searched: ${found.message}`;
    case 'found':
      return count > 0 ? '' : `No event of this filter has a name with “${text}”`;
    case undefined:
      return count > 0 ? '' : `No name contains “${text}”`;
  }
}

/** Labels that begin with the same letters are told apart by their end: a narrow column cuts such labels in the middle. */
const SAME_LETTERS = 8;
const END_LETTERS = 5;

function findAlike(labels: readonly string[]): (label: string) => boolean {
  const counts = rollup(labels, ({ length }) => length, startOf);
  return (label) => label.length > SAME_LETTERS && (counts.get(startOf(label)) ?? 0) > 1;
}

function startOf(label: string): string {
  return label.slice(0, SAME_LETTERS);
}

function FacetLabel({ label, isAlike }: { readonly label: string; readonly isAlike: boolean }) {
  if (!isAlike) {
    return (
      <span className={styles['label']} title={label}>
        {label}
      </span>
    );
  }
  const letters = Array.from(label);
  return (
    <span className={styles['alike']} title={label}>
      <span className="visually-hidden">{label}</span>
      <span
        className={styles['start']}
        aria-hidden="true"
        data-text={letters.slice(0, -END_LETTERS).join('')}
      />
      <span aria-hidden="true" data-text={letters.slice(-END_LETTERS).join('')} />
    </span>
  );
}

function FacetRow({
  value,
  isAlike,
  share,
  treatment,
  canExclude,
  countsFailed,
  onTreat,
}: {
  readonly value: FacetValue;
  readonly isAlike: boolean;
  readonly share: number;
  readonly treatment: Treatment | undefined;
  readonly canExclude: boolean;
  readonly countsFailed: boolean;
  readonly onTreat: (treatment: Treatment | undefined) => void;
}) {
  const isExcluded = treatment === 'exclude';
  const toggleExclusion = () => onTreat(isExcluded ? undefined : 'exclude');
  return (
    <div className={styles['facet']} data-treatment={treatment}>
      <label className={styles['choice']}>
        <input
          type="checkbox"
          className={styles['box']}
          checked={treatment === 'include'}
          aria-keyshortcuts={canExclude ? ariaKeys(EXCLUDE_COMMAND) : undefined}
          onChange={() => onTreat(treatment === 'include' ? undefined : 'include')}
          onKeyDown={(event) => {
            if (canExclude) runByFocusKey(FACET_COMMANDS, { toggleExclusion }, event);
          }}
        />
        {value.mark === undefined ? null : <span className={styles['mark']}>{value.mark}</span>}
        <FacetLabel label={value.label} isAlike={isAlike} />
        {countsFailed ? <FailedCount count={value.failedCount} /> : null}
        <span className={styles['count']}>{formatCount(value.count)}</span>
        <span className={styles['track']} aria-hidden="true">
          <span
            className={styles['bar']}
            style={{ width: `${String(share * 100)}%`, background: value.color }}
          />
        </span>
      </label>
      {canExclude ? (
        <button
          type="button"
          className={styles['exclude']}
          // This halves the number of tab stops. With the keyboard, press x on the value.
          tabIndex={-1}
          aria-label={`Leave out ${value.label}`}
          aria-pressed={isExcluded}
          title={
            isExcluded
              ? `${value.label} is left out`
              : keyHint(EXCLUDE_COMMAND, `Leave out ${value.label}`).title
          }
          onClick={toggleExclusion}
        >
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
            <path d="M2.8 9.2 9.2 2.8" stroke="currentColor" strokeWidth="1.3" />
          </svg>
        </button>
      ) : null}
    </div>
  );
}

/** The number of failed events, a dash for none; blank until it is known. */
function FailedCount({ count }: { readonly count: number | undefined }) {
  if (count === undefined || count === 0) {
    return (
      <span className={styles['count']} aria-hidden="true">
        {count === 0 ? '–' : ''}
      </span>
    );
  }
  return (
    <span className={classNames(styles['count'], styles['failed'])}>
      {formatCount(count)}
      <span className="visually-hidden"> failed of </span>
    </span>
  );
}
