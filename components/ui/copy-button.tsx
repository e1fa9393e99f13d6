'use client';

import { useState } from 'react';
import { Button } from './button';
import styles from './copy-button.module.css';
import { writeClipboard } from './write-clipboard';

const SHOWN_FOR_MS = 1500;

/** Copies a text and reports whether it worked. */
export function CopyButton({
  label,
  text,
  children = label,
}: {
  readonly label: string;
  /** Called when the button is pressed. */
  readonly text: () => string;
  /** What the button shows. Default the label. */
  readonly children?: string;
}) {
  const [outcome, setOutcome] = useState<'copied' | 'blocked' | null>(null);

  async function copy() {
    // Browsers deny the clipboard to pages that are neither local nor on https.
    const copied = await writeClipboard(text());
    setOutcome(copied ? 'copied' : 'blocked');
    setTimeout(() => setOutcome(null), SHOWN_FOR_MS);
  }

  return (
    <>
      <Button
        onClick={() => void copy()}
        aria-label={`Copy ${label}`}
        data-outcome={outcome}
        className={styles['copy'] ?? ''}
      >
        <span className={styles['label']}>{children}</span>
        {outcome === null ? null : (
          <span className={styles['outcome']} aria-hidden="true">
            {outcome === 'copied' ? '✓' : '✗'}
          </span>
        )}
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === null
          ? ''
          : outcome === 'copied'
            ? `Copied ${label}`
            : 'The browser forbids copying here'}
      </span>
    </>
  );
}
