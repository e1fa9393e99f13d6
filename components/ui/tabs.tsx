'use client';

import type { KeyboardEvent } from 'react';
import { classNames } from './class-names';
import { commandOfKey, type ControlKey } from './key-press';
import styles from './tabs.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

/** The target of a key, from a tab. */
const STEPS = new Map<ControlKey, (at: number, count: number) => number>([
  ['ArrowRight', (at) => at + 1],
  ['ArrowLeft', (at) => at - 1],
  ['Home', () => 0],
  ['End', (_, count) => count - 1],
]);

/** A tab list. The caller provides the panel, with the id `{idPrefix}-panel`. */
export function Tabs<Id extends string>({
  label,
  idPrefix,
  items,
  selected,
  onSelect,
}: {
  readonly label: string;
  readonly idPrefix: string;
  readonly items: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}) {
  function onKeyDown(event: KeyboardEvent) {
    const step = commandOfKey(event, STEPS);
    if (step === undefined) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.id === selected);
    const next = items[(step(at, items.length) + items.length) % items.length];
    if (next === undefined) return;
    onSelect(next.id);
    document.getElementById(`${idPrefix}-${next.id}`)?.focus();
  }

  return (
    <div className={styles['tabs']} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          id={`${idPrefix}-${item.id}`}
          type="button"
          role="tab"
          aria-selected={item.id === selected}
          aria-controls={`${idPrefix}-panel`}
          tabIndex={item.id === selected ? 0 : -1}
          className={classNames(styles['tab'], item.id === selected && styles['selected'])}
          onClick={() => onSelect(item.id)}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}
