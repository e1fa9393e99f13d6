'use client';

import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { Skeleton } from '@/components/ui/skeleton';
import { EventList } from './event-list';
import { MissingCauses } from './missing-causes';
import styles from './neighbours.module.css';
import { Section } from './section';
import { useNeighbours } from './use-neighbours';

/** What caused an event and what it led to, one link away. */
export function Neighbours({
  simulationId,
  eventId,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const chain = useNeighbours(simulationId, eventId);
  switch (chain.state) {
    case 'loading':
    case 'indexing':
      return (
        <div aria-busy="true">
          {['Caused by', 'Led to'].map((heading) => (
            <Section key={heading} heading={heading}>
              <Skeleton width="60%" />
            </Section>
          ))}
        </div>
      );
    case 'failed':
      return (
        <Section heading="Caused by">
          <p className={styles['none']}>
            Could not be loaded: {chain.error.message}{' '}
            <Button onClick={chain.retry}>Try again</Button>
          </p>
        </Section>
      );
    case 'ready': {
      const { upstream, downstream, missing_causes, truncated } = chain.data;
      const causeCount = upstream.length + missing_causes.length;
      return (
        <div key={eventId}>
          <Section
            heading="Caused by"
            label="Causes"
            aside={<Count count={causeCount} isMore={truncated} />}
          >
            {upstream.length === 0 ? null : (
              <EventList events={upstream} onSelectEvent={onSelectEvent} />
            )}
            <MissingCauses eventIds={missing_causes} />
            {causeCount > 0 ? null : <p className={styles['none']}>It names no cause.</p>}
          </Section>
          <Section
            heading="Led to"
            label="Effects"
            aside={<Count count={downstream.length} isMore={truncated} />}
          >
            {downstream.length === 0 ? (
              <p className={styles['none']}>No event names it as a cause.</p>
            ) : (
              <EventList events={downstream} onSelectEvent={onSelectEvent} />
            )}
          </Section>
        </div>
      );
    }
  }
}

function Count({ count, isMore }: { readonly count: number; readonly isMore: boolean }) {
  if (count === 0) return null;
  return (
    <span className={styles['count']}>
      {formatCount(count)}
      {isMore ? ' and more' : ''}
    </span>
  );
}
