'use client';

import { useId, useRef } from 'react';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { withPart } from './filter-change';
import styles from './text-query.module.css';

/** Text that events must hold in their description or details; taken over on Enter or when the field is left. */
export function TextQuery({
  criteria,
  onChange,
}: {
  readonly criteria: EventCriteria;
  readonly onChange: (criteria: EventCriteria) => void;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);

  function take() {
    const text = field.current?.value.trim() ?? '';
    const q = text === '' ? undefined : text;
    if (q !== criteria.q) onChange(withPart(criteria, 'q', q));
  }

  return (
    <form
      className={styles['form']}
      aria-label="Filter by text"
      // The field is the browser's until it is taken over; a text from elsewhere starts it afresh.
      key={criteria.q}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
      onBlur={take}
    >
      <label htmlFor={id} className={styles['label']}>
        Text
      </label>
      <input
        id={id}
        ref={field}
        className={styles['field']}
        type="search"
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        placeholder="in description or details"
        defaultValue={criteria.q}
        // The cross that the browser draws into it.
        onInput={(event) => {
          if (event.currentTarget.value === '') take();
        }}
      />
    </form>
  );
}
