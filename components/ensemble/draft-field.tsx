'use client';

import { useState } from 'react';
import { classNames } from '@/components/ui/class-names';
import { isKey } from '@/components/ui/key-press';
import styles from './fields.module.css';

/** A field of a sentence. Enter, and leaving the field, take its text; Escape drops it. A text that cannot be taken stays, marked. */
export function DraftField({
  label,
  value,
  isNumber = false,
  placeholder,
  onTake,
}: {
  /** For screen readers. */
  readonly label: string;
  readonly value: string;
  readonly isNumber?: boolean;
  readonly placeholder?: string;
  /** @returns whether the text can be taken */
  readonly onTake: (text: string) => boolean;
}) {
  const [draft, setDraft] = useState<{ readonly text: string; readonly of: string } | null>(null);
  const [isRefused, setRefused] = useState(false);
  // A draft of an earlier value is void.
  const text = draft?.of === value ? draft.text : value;

  function take() {
    if (text === value) return;
    const isTaken = onTake(text.trim());
    setRefused(!isTaken);
    if (isTaken) setDraft(null);
  }

  return (
    <input
      aria-label={label}
      aria-invalid={isRefused && text !== value}
      className={classNames(styles['field'], isNumber && styles['number'])}
      inputMode={isNumber ? 'decimal' : 'text'}
      placeholder={placeholder}
      value={text}
      size={Math.min(Math.max(text.length, placeholder?.length ?? 0, 3), 24)}
      onChange={(event) => setDraft({ text: event.target.value, of: value })}
      onBlur={take}
      onKeyDown={(event) => {
        if (isKey(event, 'Enter')) take();
        if (isKey(event, 'Escape')) {
          setDraft(null);
          setRefused(false);
        }
      }}
    />
  );
}
