'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import styles from './long-text.module.css';

const SHOWN_AT_FIRST = 1200;

/** Prose as it was written, blanks and all; of a very long text the beginning, until all is asked for. */
export function LongText({ text }: { readonly text: string }) {
  const [showsAll, setShowsAll] = useState(false);
  const isCut = !showsAll && text.length > SHOWN_AT_FIRST * 1.25;
  return (
    <div className={styles['text']}>
      {isCut ? `${text.slice(0, SHOWN_AT_FIRST)}…` : text}
      {isCut ? (
        <Button variant="quiet" className={styles['more'] ?? ''} onClick={() => setShowsAll(true)}>
          All {formatCount(text.length)} characters
        </Button>
      ) : null}
    </div>
  );
}
