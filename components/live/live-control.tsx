'use client';

import { formatCount } from '@/components/ui/format-count';
import styles from './live-control.module.css';
import type { LiveFeed } from './use-live-feed';

/** Whether the page hears from the run, how fast that grows, and whether the table goes along. */
export function LiveControl({
  feed,
  isFollowing,
  onFollowingChange,
}: {
  readonly feed: LiveFeed;
  readonly isFollowing: boolean;
  readonly onFollowingChange: (isFollowing: boolean) => void;
}) {
  const { connection, eventsPerSecond } = feed;
  const isGrowing = connection === 'connected' && eventsPerSecond > 0;
  return (
    <div className={styles['live']} data-connection={connection} data-growing={isGrowing}>
      <span className={styles['dot']} aria-hidden="true" />
      <span className={styles['state']} role="status" aria-label="Live feed">
        {connectionText(feed)}
      </span>
      <button
        type="button"
        className={styles['follow']}
        aria-pressed={isFollowing}
        title="Keep the newest events in view as they come"
        onClick={() => onFollowingChange(!isFollowing)}
      >
        Follow
      </button>
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
