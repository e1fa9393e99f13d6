'use client';

import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { countOf } from '@/components/ui/format-count';
import { LongText } from '@/components/ui/long-text';
import styles from './raw-line.module.css';
import { Section } from './section';

/** The event's line exactly as in the file. */
export function RawLine({ line }: { readonly line: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section
      heading="Line in the file"
      aside={
        <span className={styles['copy']}>
          <span aria-hidden="true">Copy</span>
          <CopyButton label="line" text={() => line} />
        </span>
      }
    >
      <details
        className={styles['raw']}
        onToggle={(event) => {
          if (event.target === event.currentTarget) setIsOpen(event.currentTarget.open);
        }}
      >
        <summary className={styles['summary']}>{countOf(line.length, 'character')}</summary>
        {isOpen ? (
          <div className={styles['line']}>
            <LongText text={line} />
          </div>
        ) : null}
      </details>
    </Section>
  );
}
