'use client';

import { useId } from 'react';
import { useDraft } from '@/components/ui/use-draft';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { withPart } from './filter-change';
import styles from './text-query.module.css';

/** A text to search for in description and details. Applied on Enter or on leaving the field. */
export function TextQuery({
  criteria,
  onChange,
}: {
  readonly criteria: EventCriteria;
  readonly onChange: (change: CriteriaChange) => void;
}) {
  const id = useId();
  const apply = (text: string) => {
    onChange((now) => withPart(now, 'q', text === '' ? undefined : text));
  };
  const draft = useDraft({ text: criteria.q ?? '' }, ({ text }) => {
    if (text.trim() !== (criteria.q ?? '')) apply(text.trim());
    return { isTaken: true };
  });

  return (
    <form className={styles['form']} aria-label="Filter by text" {...draft.form}>
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
        data-draft={draft.isDraft ? '' : undefined}
        aria-describedby={`${id}-note`}
        value={draft.values.text}
        onChange={(event) => {
          const { value } = event.target;
          draft.type('text', value);
          // The browser's clear button, or deleting all text.
          if (value === '' && criteria.q !== undefined) apply('');
        }}
      />
      <p id={`${id}-note`} role="status" className={styles['note']}>
        {draft.isDraft ? 'Enter applies it' : ''}
      </p>
    </form>
  );
}
