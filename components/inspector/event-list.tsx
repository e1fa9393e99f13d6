'use client';

import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import { formatCount } from '@/components/ui/format-count';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownName } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
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
  const pages = usePages(events.length, { first: SHOWN_AT_FIRST, page: PAGE_SIZE });
  if (events.length === 0) return null;
  return (
    <>
      <ul>
        {events.slice(pages.from, pages.to).map((event) => (
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
      <PageButtons pages={pages} noun="event" />
    </>
  );
}

/** The description, with the agent before it unless it speaks of the agent itself. */
function EventText({ event }: { readonly event: StoredEvent }) {
  const text = describeEvent(event);
  const needsAgent = event.agent_id !== null && !text.includes(event.agent_id);
  return (
    <>
      {needsAgent ? <span className={styles['agent']}>{shownName(event.agent_id)} </span> : null}
      {text}
    </>
  );
}
