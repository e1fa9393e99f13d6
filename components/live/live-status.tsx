'use client';

import { useServerContact } from '@/components/server-contact/use-server-contact';
import type { ContactState } from '@/components/server-contact/server-contact';
import { formatCount } from '@/components/ui/format-count';
import styles from './live-status.module.css';
import { POLL_MS, type LiveFeed } from './use-live-feed';

/** The state of the live connection, and the growth of the run. */
export function LiveStatus({
  feed,
  isGone,
}: {
  readonly feed: LiveFeed;
  /** Whether its folder no longer exists. */
  readonly isGone: boolean;
}) {
  const contact = useServerContact();
  const isHeard = contact.link === 'reachable' && !isGone;
  const isGrowing = isHeard && feed.connection === 'connected' && feed.eventsPerSecond > 0;
  return (
    <div
      className={styles['live']}
      data-connection={isHeard ? feed.connection : 'lost'}
      data-growing={isGrowing}
      title={isHeard && feed.connection === 'polling' ? POLLING : undefined}
    >
      <span className={styles['dot']} aria-hidden="true" />
      <span className={styles['state']} role="status" aria-label="Live feed">
        {isGone && contact.link === 'reachable' ? 'gone' : connectionText(feed, contact)}
      </span>
    </div>
  );
}

const POLLING =
  'No WebSocket can be opened: a proxy before the server may not pass them, or this browser has too many open. The page asks again and again instead.';

function connectionText(
  { connection, eventsPerSecond }: LiveFeed,
  { link, isBusy }: ContactState,
): string {
  if (link !== 'reachable') return 'not answering';
  if (isBusy) return 'server busy';
  switch (connection) {
    case 'connecting':
      return 'connecting';
    case 'lost':
      return 'reconnecting';
    case 'paused':
      return 'paused';
    case 'polling':
      return `asks every ${POLL_MS / 1000} s`;
    case 'connected':
      return eventsPerSecond === 0 ? 'up to date' : `${formatCount(eventsPerSecond)} events/s`;
  }
}
