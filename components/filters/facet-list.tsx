'use client';

import { useState, type ReactNode } from 'react';
import { formatCount } from '@/components/ui/format-count';
import styles from './facet-list.module.css';

export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly count: number;
  readonly mark?: ReactNode;
  /** Of the bar; default the accent. */
  readonly color?: string;
}

const MAX_WITHOUT_SEARCH = 12;
const MAX_SHOWN = 100;

/** Names to choose from, each with its count and a bar of it. None chosen means all. */
export function FacetList({
  legend,
  facets,
  chosen,
  onToggle,
}: {
  readonly legend: string;
  readonly facets: readonly Facet[];
  readonly chosen: readonly string[];
  readonly onToggle: (name: string) => void;
}) {
  const [text, setText] = useState('');
  const known = new Set(facets.map(({ name }) => name));
  // A link may ask for a name that this simulation does not have: it stays visible, so that it can be unchecked.
  const strangers = chosen.filter((name) => !known.has(name));
  const all = [...facets, ...strangers.map((name) => ({ name, label: name, count: 0 }))];
  const wanted = text.trim().toLowerCase();
  const matching = all.filter(
    ({ name, label }) => label.toLowerCase().includes(wanted) || chosen.includes(name),
  );
  const most = Math.max(1, ...facets.map(({ count }) => count));

  if (all.length === 0) return null;
  return (
    <fieldset className={styles['facets']}>
      <legend className={styles['legend']}>{legend}</legend>
      {facets.length <= MAX_WITHOUT_SEARCH ? null : (
        <input
          className={styles['search']}
          type="search"
          placeholder={`Find among ${formatCount(facets.length)}`}
          aria-label={`Find ${legend.toLowerCase()}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {matching.slice(0, MAX_SHOWN).map((facet) => (
        <label key={facet.name} className={styles['facet']}>
          <input
            type="checkbox"
            className={styles['box']}
            checked={chosen.includes(facet.name)}
            onChange={() => onToggle(facet.name)}
          />
          {'mark' in facet ? <span className={styles['mark']}>{facet.mark}</span> : null}
          <span className={styles['label']} title={facet.label}>
            {facet.label}
          </span>
          <span className={styles['count']}>{formatCount(facet.count)}</span>
          <span className={styles['track']} aria-hidden="true">
            <span
              className={styles['bar']}
              style={{
                width: `${(facet.count / most) * 100}%`,
                background: 'color' in facet ? facet.color : undefined,
              }}
            />
          </span>
        </label>
      ))}
      {matching.length <= MAX_SHOWN ? null : (
        <p className={styles['more']}>
          {formatCount(matching.length - MAX_SHOWN)} more: find by name
        </p>
      )}
      {matching.length > 0 ? null : <p className={styles['more']}>No name contains “{text}”</p>}
    </fieldset>
  );
}
