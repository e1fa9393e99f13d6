'use client';

import { max } from 'd3';
import { useState, type ReactNode } from 'react';
import { formatCount } from '@/components/ui/format-count';
import styles from './facet-list.module.css';
import type { Treatment } from './name-field';

export interface FacetValue {
  readonly name: string;
  readonly label: string;
  /** Events that choosing it would give. */
  readonly count: number;
  readonly mark?: ReactNode;
  /** Of the bar; default the accent. */
  readonly color?: string;
}

const MAX_WITHOUT_SEARCH = 12;
/** As many are shown at first; those that are chosen always. */
const FEW = 8;
const MAX_SHOWN = 100;

/** Names to choose from or to leave out, each with its count and a bar of it. None chosen means all. */
export function FacetList({
  legend,
  values,
  valueCount,
  treatmentOf,
  isShort = false,
  onTreat,
}: {
  readonly legend: string;
  readonly values: readonly FacetValue[];
  /** How many there are, those that are not listed among them. */
  readonly valueCount: number;
  readonly treatmentOf: (name: string) => Treatment | undefined;
  /** Shows the first few until more are asked for. */
  readonly isShort?: boolean;
  readonly onTreat: (name: string, treatment: Treatment | undefined) => void;
}) {
  const [text, setText] = useState('');
  const [showsAll, setShowsAll] = useState(!isShort);
  const wanted = text.trim().toLowerCase();
  const isTreated = ({ name }: FacetValue): boolean => treatmentOf(name) !== undefined;
  const matching = values.filter(
    (value) => value.label.toLowerCase().includes(wanted) || isTreated(value),
  );
  const limit = showsAll || wanted !== '' ? MAX_SHOWN : FEW;
  const shown = matching.filter((value, at) => at < limit || isTreated(value));
  const most = Math.max(1, max(values, ({ count }) => count) ?? 0);
  if (values.length === 0) return null;
  return (
    <fieldset className={styles['facets']}>
      <legend className={styles['legend']}>{legend}</legend>
      {values.length <= MAX_WITHOUT_SEARCH ? null : (
        <input
          className={styles['search']}
          type="search"
          placeholder={`Find among ${formatCount(valueCount)}`}
          aria-label={`Find ${legend.toLowerCase()}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {shown.map((value) => (
        <FacetRow
          key={value.name}
          value={value}
          share={value.count / most}
          treatment={treatmentOf(value.name)}
          onTreat={(treatment) => onTreat(value.name, treatment)}
        />
      ))}
      {shown.length >= matching.length ? null : limit === FEW ? (
        <button type="button" className={styles['moreButton']} onClick={() => setShowsAll(true)}>
          {formatCount(matching.length - shown.length)} more
        </button>
      ) : (
        <p className={styles['more']}>
          {formatCount(matching.length - shown.length)} more: find by name
        </p>
      )}
      {matching.length > 0 ? null : <p className={styles['more']}>No name contains “{text}”</p>}
    </fieldset>
  );
}

function FacetRow({
  value,
  share,
  treatment,
  onTreat,
}: {
  readonly value: FacetValue;
  readonly share: number;
  readonly treatment: Treatment | undefined;
  readonly onTreat: (treatment: Treatment | undefined) => void;
}) {
  const isExcluded = treatment === 'exclude';
  return (
    <div className={styles['facet']} data-treatment={treatment}>
      <label className={styles['choice']}>
        <input
          type="checkbox"
          className={styles['box']}
          checked={treatment === 'include'}
          aria-keyshortcuts="x"
          onChange={() => onTreat(treatment === 'include' ? undefined : 'include')}
          onKeyDown={(event) => {
            if (event.key === 'x') onTreat(isExcluded ? undefined : 'exclude');
          }}
        />
        {value.mark === undefined ? null : <span className={styles['mark']}>{value.mark}</span>}
        <span className={styles['label']} title={value.label}>
          {value.label}
        </span>
        <span className={styles['count']}>{formatCount(value.count)}</span>
        <span className={styles['track']} aria-hidden="true">
          <span
            className={styles['bar']}
            style={{ width: `${String(share * 100)}%`, background: value.color }}
          />
        </span>
      </label>
      <button
        type="button"
        className={styles['exclude']}
        // Half as many stops on the way through the filters: with the keyboard, it is x on the value.
        tabIndex={-1}
        aria-label={`Leave out ${value.label}`}
        aria-pressed={isExcluded}
        title={isExcluded ? `${value.label} is left out` : `Leave out ${value.label} (x)`}
        onClick={() => onTreat(isExcluded ? undefined : 'exclude')}
      >
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
          <path d="M2.8 9.2 9.2 2.8" stroke="currentColor" strokeWidth="1.3" />
        </svg>
      </button>
    </div>
  );
}
