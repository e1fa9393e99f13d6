'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import styles from './neighbours.module.css';

const SHOWN_AT_FIRST = 8;

/** Causes that are named and not there, by their ids. */
export function MissingCauses({ eventIds }: { readonly eventIds: readonly string[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? eventIds : eventIds.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      {shown.map((id) => (
        <p key={id} className={styles['missing']}>
          <span>not in the files</span> <code title={id}>{id}</code>
        </p>
      ))}
      {shown.length === eventIds.length ? null : (
        <Button variant="quiet" onClick={() => setShowsAll(true)}>
          {formatCount(eventIds.length - shown.length)} more that are missing
        </Button>
      )}
    </>
  );
}
