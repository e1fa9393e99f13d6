'use client';

import type { Ref } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { isKey } from '@/components/ui/key-press';
import { keyHint } from '@/components/commands/key-hint';
import { MAX_MATCHES } from './find-ranges';
import styles from './find-field.module.css';
import { FIND_IN_READER } from './reader-commands';
import type { FoundText } from './use-find-in-text';

/** The field that finds a text in the reader. Enter goes to the next match, Escape leaves the field and clears it. */
export function FindField({
  field,
  text,
  onText,
  found,
  onLeave,
}: {
  readonly field: Ref<HTMLInputElement>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly found: FoundText;
  readonly onLeave: () => void;
}) {
  return (
    <div className={styles['find']} role="search">
      <input
        ref={field}
        className={styles['field']}
        {...keyHint(FIND_IN_READER, 'Find')}
        aria-label="Find in the text"
        placeholder="Find"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isKey(event, 'Enter')) found.step(1);
          else if (isKey(event, 'shift+Enter')) found.step(-1);
          else if (isKey(event, 'Escape')) onLeave();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span role="status" className={styles['count']}>
        {text === '' ? '' : placeText(found)}
      </span>
      <Button
        variant="quiet"
        aria-label="Previous match"
        title="Previous match (Shift Enter)"
        disabled={found.count === 0}
        onClick={() => found.step(-1)}
      >
        ↑
      </Button>
      <Button
        variant="quiet"
        aria-label="Next match"
        title="Next match (Enter)"
        disabled={found.count === 0}
        onClick={() => found.step(1)}
      >
        ↓
      </Button>
    </div>
  );
}

function placeText({ count, at }: FoundText): string {
  if (count === 0) return 'nothing found';
  return `${formatCount(at + 1)} of ${formatCount(count)}${count === MAX_MATCHES ? ' or more' : ''}`;
}
