'use client';

import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { isKey } from '@/components/ui/key-press';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { withPart } from './filter-change';
import type { FilterNavigation } from './filter-navigation';
import styles from './text-query.module.css';

/** The filter follows after a pause in typing of this length, ms. */
const TYPING_MS = 250;

/** Typed text, and the filter's texts with which it is up to date: before and after it is applied. */
interface Typed {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/**
 * A text to search for in description and details. It is applied as one types: at a pause, on Enter and on leaving the field.
 * Text that was typed without leaving the field is one step for Back. When the filter changes elsewhere, the field follows.
 */
export function TextQuery({
  criteria,
  onChange,
}: {
  readonly criteria: EventCriteria;
  readonly onChange: FilterNavigation;
}) {
  const id = useId();
  const applied = criteria.q ?? '';
  const [stored, setTyped] = useState<Typed | null>(null);
  const typed = stored?.before === applied || stored?.after === applied ? stored : null;
  const text = typed?.text ?? applied;
  const wanted = text.trim();
  /** The filter's text as this field last set it since it got the focus; `null` before that. */
  const own = useRef<string | null>(null);

  const apply = (next: string) => {
    if (next === applied) return;
    const isNewStep = own.current !== applied;
    own.current = next;
    onChange(
      (now) => withPart(now, 'q', next === '' ? undefined : next),
      isNewStep ? 'push' : 'replace',
    );
    // With Back the field follows the filter.
    setTyped((now) => now && { ...now, before: now.after });
  };
  const applyTyped = useEffectEvent(() => apply(wanted));
  // The clock.
  useEffect(() => {
    if (wanted === applied) return;
    const timer = setTimeout(applyTyped, TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted, applied]);
  const type = (value: string) => {
    setTyped({ text: value, before: applied, after: value.trim() });
    // No pause: the browser's button to clear the field, or all text deleted.
    if (value === '') apply('');
  };
  const finish = () => {
    apply(wanted);
    own.current = null;
    setTyped(null);
  };

  return (
    <form
      className={styles['form']}
      aria-label="Filter by text"
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <label htmlFor={id} className={styles['label']}>
        Text
      </label>
      <input
        id={id}
        className={styles['field']}
        type="search"
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        placeholder="in description or details"
        data-draft={wanted === applied ? undefined : ''}
        aria-describedby={`${id}-note`}
        value={text}
        onChange={({ target }) => type(target.value)}
        onBlur={() => {
          // When the window loses the focus, the field stays the active element.
          if (document.activeElement?.id !== id) finish();
        }}
        onKeyDown={(event) => {
          if (text === '' || !isKey(event, 'Escape')) return;
          event.preventDefault();
          event.stopPropagation();
          type('');
        }}
      />
      <p id={`${id}-note`} className={styles['note']}>
        Hides the other events. Find only jumps between matches.
      </p>
    </form>
  );
}
