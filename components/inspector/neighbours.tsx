'use client';

import { useState } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { Skeleton } from '@/components/ui/skeleton';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './neighbours.module.css';
import { useNeighbours } from './use-neighbours';

const SHOWN_AT_FIRST = 8;

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
        <div className={styles['neighbours']} aria-busy="true">
          <Heading title="Caused by" />
          <Skeleton width="60%" />
          <Heading title="Led to" />
          <Skeleton width="60%" />
        </div>
      );
    case 'failed':
      return (
        <div className={styles['neighbours']}>
          <Heading title="Caused by" />
          <p className={styles['none']}>
            Could not be loaded: {chain.error.message}{' '}
            <Button onClick={chain.retry}>Try again</Button>
          </p>
        </div>
      );
    case 'ready': {
      const { upstream, downstream, missing_causes, truncated } = chain.data;
      const causeCount = upstream.length + missing_causes.length;
      return (
        <div className={styles['neighbours']} key={eventId}>
          <section aria-label="Causes">
            <Heading title="Caused by" count={causeCount} isMore={truncated} />
            <EventList events={upstream} onSelectEvent={onSelectEvent} />
            {missing_causes.map((id) => (
              <p key={id} className={styles['missing']}>
                <span>not in the files</span> <code>{id}</code>
              </p>
            ))}
            {causeCount > 0 ? null : <p className={styles['none']}>It names no cause.</p>}
          </section>
          <section aria-label="Effects">
            <Heading title="Led to" count={downstream.length} isMore={truncated} />
            <EventList events={downstream} onSelectEvent={onSelectEvent} />
            {downstream.length > 0 ? null : (
              <p className={styles['none']}>No event names it as a cause.</p>
            )}
          </section>
        </div>
      );
    }
  }
}

function Heading({
  title,
  count,
  isMore = false,
}: {
  readonly title: string;
  readonly count?: number;
  readonly isMore?: boolean;
}) {
  return (
    <h3 className={styles['heading']}>
      {title}
      {count === undefined || count === 0 ? null : (
        <span className={styles['count']}>
          {' '}
          {formatCount(count)}
          {isMore ? ' and more' : ''}
        </span>
      )}
    </h3>
  );
}

/** The description, with the agent before it unless it speaks of the agent itself. */
function NeighbourText({ event }: { readonly event: StoredEvent }) {
  const text = describeEvent(event);
  const needsAgent = event.agent_id !== null && !text.includes(event.agent_id);
  return (
    <>
      {needsAgent ? <span className={styles['agent']}>{event.agent_id} </span> : null}
      {text}
    </>
  );
}

function EventList({
  events,
  onSelectEvent,
}: {
  readonly events: readonly StoredEvent[];
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? events : events.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul>
        {shown.map((event) => (
          <li key={event.event_id}>
            <button
              type="button"
              className={styles['event']}
              onClick={() => onSelectEvent(event.event_id)}
            >
              <EventTypeGlyph eventType={event.event_type} />
              <span className={styles['turn']}>
                <span className="visually-hidden">
                  {eventTypeMark(event.event_type).name}, turn{' '}
                </span>
                {event.turn_number}
                <span className="visually-hidden">: </span>
              </span>
              <span className={styles['text']}>
                <NeighbourText event={event} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === events.length ? null : (
        <Button variant="quiet" onClick={() => setShowsAll(true)}>
          {formatCount(events.length - shown.length)} more
        </Button>
      )}
    </>
  );
}
