'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import styles from './simulations-table.module.css';
import { useIsInView } from './use-is-in-view';

/** Loads the next rows when the reader scrolls here, or by a button. */
export function MoreRows({
  shown,
  total,
  onMore,
}: {
  readonly shown: number;
  readonly total: number;
  readonly onMore: () => void;
}) {
  const place = useRef<HTMLParagraphElement>(null);
  const isInView = useIsInView(place);

  // The reader's scrolling.
  useEffect(() => {
    if (isInView) onMore();
  }, [isInView, onMore]);

  return (
    <p ref={place} className={styles['more']}>
      {formatCount(shown)} of {formatCount(total)} are shown.{' '}
      <Button onClick={onMore}>Show more</Button>
    </p>
  );
}
