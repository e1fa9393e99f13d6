import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { FailedSign } from '@/components/event-type/failed-sign';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { ExplainedDeed } from '@/lib/api/client';
import { eventOutcome } from '@/lib/events/event-outcome';
import styles from './likely-causes.module.css';
import { ruleName } from './rule-names';

/** The story has the other reasons. */
const NAMED_REASONS = 3;
const TOLD_REASONS = 2;

/** A likely cause, or what came of an event: what, why it stands out, when, who, and its score. */
export function DeedRow({
  deed,
  place,
  isShown,
  onClick,
}: {
  readonly deed: ExplainedDeed;
  /** From 1. */
  readonly place: number;
  /** Whether the page shows its chain. */
  readonly isShown: boolean;
  readonly onClick: () => void;
}) {
  const { event, reasons, score } = deed;
  const texts = reasons
    .slice(0, TOLD_REASONS)
    .map(({ text }) => text)
    .join('; ');
  return (
    <button
      type="button"
      className={styles['deed']}
      aria-current={isShown ? 'true' : undefined}
      onClick={onClick}
    >
      <span className={styles['place']} aria-hidden="true">
        {place}
      </span>
      <span className={styles['glyphs']}>
        <EventTypeGlyph eventType={event.event_type} />
        {eventOutcome(event) === 'failed' ? <FailedSign label="failed" /> : null}
      </span>
      <span className={styles['what']} title={describeEvent(event)}>
        <span className="visually-hidden">{typeGlyph(event.event_type).name}: </span>
        {describeEvent(event)}
      </span>
      <span className={styles['why']} title={texts}>
        {reasons.slice(0, NAMED_REASONS).map((reason) => (
          <span key={reason.rule} className={styles['rule']}>
            {ruleName(reason)}
          </span>
        ))}{' '}
        {texts}
      </span>
      <span className={styles['when']}>
        <span>turn {formatCount(event.turn_number)}</span>{' '}
        <span className={styles['who']}>
          {event.agent_id === null ? 'no agent' : shownName(event.agent_id)}
        </span>
      </span>
      <span className={styles['bar']} aria-hidden="true">
        <span style={{ width: `${String(Math.round(score * 100))}%` }} />
      </span>
      <span className={styles['score']}>
        <span className="visually-hidden">score </span>
        {score.toFixed(2)}
      </span>
    </button>
  );
}
