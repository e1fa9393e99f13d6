'use client';

import { useState } from 'react';
import { missingText } from '@/components/causal-link/link-text';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import type { MissingCause } from '@/lib/causality/causal-link';
import { shownId } from '@/lib/events/shown-id';
import styles from './neighbours.module.css';

const SHOWN_AT_FIRST = 8;

/** Causes that are named and not there, by their ids, each with why as far as that is known. */
export function MissingCauses({ causes }: { readonly causes: readonly MissingCause[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? causes : causes.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      {shown.map(({ event_id: id, reason }) => (
        <p key={id} className={styles['missing']}>
          <span>not in the files, {missingText(reason)}</span>{' '}
          <code title={shownId(id)}>{shownId(id)}</code>
        </p>
      ))}
      {shown.length === causes.length ? null : (
        <Button variant="quiet" onClick={() => setShowsAll(true)}>
          {formatCount(causes.length - shown.length)} more that are missing
        </Button>
      )}
    </>
  );
}
