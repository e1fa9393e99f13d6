'use client';

import { useState } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './event-list.module.css';

const SHOWN_AT_FIRST = 8;
const PAGE_SIZE = 50;

/** Events to go to, if there are any: a few at first, then all of them, page by page. */
export function EventList({
  events,
  onSelectEvent,
}: {
  readonly events: readonly StoredEvent[];
  readonly onSelectEvent: (eventId: string) => void;
}) {
  /** `null` before more was asked for. */
  const [page, setPage] = useState<number | null>(null);
  const from = (page ?? 0) * PAGE_SIZE;
  const shown = events.slice(from, page === null ? SHOWN_AT_FIRST : from + PAGE_SIZE);
  if (events.length === 0) return null;
  return (
    <>
      <ul>
        {shown.map((event) => (
          <li key={event.event_id}>
            <button
              type="button"
              className={styles['event']}
              title={describeEvent(event)}
              onClick={() => onSelectEvent(event.event_id)}
            >
              <EventTypeGlyph eventType={event.event_type} />
              <span className={styles['turn']}>
                <span className="visually-hidden">
                  {eventTypeMark(event.event_type).name}, turn{' '}
                </span>
                {formatCount(event.turn_number)}
                <span className="visually-hidden">: </span>
              </span>
              <span className={styles['text']}>
                <EventText event={event} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {page === null && shown.length < events.length ? (
        <Button variant="quiet" onClick={() => setPage(0)}>
          {formatCount(events.length - shown.length)} more
        </Button>
      ) : null}
      {page !== null && events.length > PAGE_SIZE ? (
        <div className={styles['pages']} role="group" aria-label="Pages">
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
            Back
          </Button>
          <span role="status">
            {formatCount(from + 1)}–{formatCount(from + shown.length)} of{' '}
            {formatCount(events.length)}
          </span>
          <Button disabled={from + PAGE_SIZE >= events.length} onClick={() => setPage(page + 1)}>
            Next
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The description, with the agent before it unless it speaks of the agent itself. */
function EventText({ event }: { readonly event: StoredEvent }) {
  const text = describeEvent(event);
  const needsAgent = event.agent_id !== null && !text.includes(event.agent_id);
  return (
    <>
      {needsAgent ? <span className={styles['agent']}>{event.agent_id} </span> : null}
      {text}
    </>
  );
}
