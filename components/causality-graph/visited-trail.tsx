import { useQuery } from '@tanstack/react-query';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { eventTypeMark } from '@/components/event-type/event-type-mark';
import { DEFAULT_LINKS } from '@/lib/causality/causal-link';
import { stepQuery } from './causality-query';
import type { Trail } from './trail';
import styles from './visited-trail.module.css';

/** The events that were looked at one after the other, each a step back or forward. */
export function VisitedTrail({
  simulationId,
  trail,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly trail: Trail;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  return (
    <nav className={styles['trail']} aria-label="Visited events">
      <ol>
        {trail.eventIds.map((id, i) => (
          <li key={id}>
            {i === 0 ? null : <span aria-hidden="true">›</span>}
            <Visited
              simulationId={simulationId}
              eventId={id}
              isCurrent={i === trail.at}
              onSelectEvent={onSelectEvent}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Visited({
  simulationId,
  eventId,
  isCurrent,
  onSelectEvent,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly isCurrent: boolean;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const { data } = useQuery(stepQuery(simulationId, eventId, DEFAULT_LINKS));
  const event = data?.event;
  return (
    <button
      type="button"
      className={styles['event']}
      aria-current={isCurrent ? 'step' : undefined}
      title={event === undefined ? eventId : describeEvent(event)}
      onClick={() => onSelectEvent(eventId)}
    >
      {event === undefined ? null : (
        <>
          <EventTypeGlyph eventType={event.event_type} />
          <span className="visually-hidden">{eventTypeMark(event.event_type).name}: </span>
        </>
      )}
      <span className={styles['text']}>{event === undefined ? '…' : describeEvent(event)}</span>
    </button>
  );
}
