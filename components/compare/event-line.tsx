import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { FailedSign } from '@/components/event-type/failed-sign';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { shownName } from '@/components/ui/shown-text';
import { eventKind } from '@/lib/events/event-kind';
import { eventOutcome } from '@/lib/events/event-outcome';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './event-line.module.css';

/** An event in one line: its outcome when it failed, its type as a glyph, its agent, its description. */
export function EventLine({ event }: { readonly event: StoredEvent }) {
  const text = describeEvent(event);
  const { agent_id } = event;
  const kind = eventKind(event);
  const facts = [typeGlyph(event.event_type).name, agent_id, kind].filter((fact) => fact !== null);
  return (
    <span className={styles['line']} title={facts.map((fact) => shownName(fact)).join(', ')}>
      {eventOutcome(event) === 'failed' ? <FailedSign label="failed" /> : null}
      <EventTypeGlyph eventType={event.event_type} />
      <span className="visually-hidden">{typeGlyph(event.event_type).name}</span>
      {agent_id === null || text.includes(agent_id) ? null : (
        <span className={styles['agent']}>{shownName(agent_id, 30)}</span>
      )}
      <span className={styles['text']}>{text}</span>
    </span>
  );
}
