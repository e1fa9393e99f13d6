'use client';

import { formatCount } from '@/components/ui/format-count';
import styles from './live-status.module.css';
import type { LiveFeed } from './use-live-feed';

/** Whether the page hears from the run, and how fast that grows. */
export function LiveStatus({ feed }: { readonly feed: LiveFeed }) {
  const isGrowing = feed.connection === 'connected' && feed.eventsPerSecond > 0;
  return (
    <div className={styles['live']} data-connection={feed.connection} data-growing={isGrowing}>
      <span className={styles['dot']} aria-hidden="true" />
      <span className={styles['state']} role="status" aria-label="Live feed">
        {connectionText(feed)}
      </span>
    </div>
  );
}

function connectionText({ connection, eventsPerSecond }: LiveFeed): string {
  switch (connection) {
    case 'connecting':
      return 'connecting';
    case 'lost':
      return 'reconnecting';
    case 'connected':
      return eventsPerSecond === 0 ? 'up to date' : `${formatCount(eventsPerSecond)} events/s`;
  }
}
