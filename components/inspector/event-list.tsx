'use client';

import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { formatCount } from '@/components/ui/format-count';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { shortenNames } from '@/components/ui/shorten-names';
import { usePages } from '@/components/ui/use-pages';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './event-list.module.css';

const SHOWN_AT_FIRST = 8;
const PAGE_SIZE = 50;
/** The maximum length of agents' names. */
const MAX_AGENT_LETTERS = 20;
const countLetters = (text: string): number => Array.from(text).length;

/** Links to events: a few at first, then all, page by page. */
export function EventList({
  events,
  onSelectEvent,
}: {
  readonly events: readonly StoredEvent[];
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const pages = usePages(events.length, { first: SHOWN_AT_FIRST, page: PAGE_SIZE });
  if (events.length === 0) return null;
  const shown = events.slice(pages.from, pages.to);
  const agents = shortenNames(
    shown.flatMap(({ agent_id }) => (agent_id === null ? [] : shownName(agent_id))),
    MAX_AGENT_LETTERS,
    countLetters,
  );
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
                <span className="visually-hidden">{typeGlyph(event.event_type).name}, turn </span>
                {formatCount(event.turn_number)}
                <span className="visually-hidden">: </span>
              </span>
              <span className={styles['text']}>
                <EventText event={event} agents={agents} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <PageButtons pages={pages} noun="event" />
    </>
  );
}

/** The description of an event, after its agent's name, unless the description contains it. */
function EventText({
  event,
  agents,
}: {
  readonly event: StoredEvent;
  /** The shown names of the agents in the list. */
  readonly agents: ReadonlyMap<ShownText, ShownText>;
}) {
  const text = describeEvent(event);
  const { agent_id } = event;
  const needsAgent = agent_id !== null && !text.includes(agent_id);
  return (
    <>
      {needsAgent ? (
        <span className={styles['agent']}>{agents.get(shownName(agent_id))} </span>
      ) : null}
      {text}
    </>
  );
}
