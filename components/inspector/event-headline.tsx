import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { describeEvent, MAX_TEXT_LENGTH } from '@/components/event-type/describe-event';
import { Button } from '@/components/ui/button';
import { LongText } from '@/components/ui/long-text';
import { shownName } from '@/components/ui/shown-text';
import styles from './event-headline.module.css';
import { fitsHeadline } from './change-details';
import { eventSections, type ValueChange } from './event-sections';
import { FieldButtons } from './field-buttons';
import { shownId } from '@/components/ui/shown-id';
import { inlineText } from '@/components/ui/exact-json';
import { readableText } from '@/components/ui/readable-value';
import type { EventRecord } from '@/components/event-record/use-event-record';

/** The type and the id of an event, and its change or description. */
export function EventHeadline({
  record,
  onClose,
}: {
  readonly record: EventRecord;
  readonly onClose: (() => void) | undefined;
}) {
  const { event } = record;
  const id = shownId(record.statedId);
  const { change } = eventSections(record);
  const isCut = (event.description?.length ?? 0) > MAX_TEXT_LENGTH;
  return (
    <header className={styles['headline']}>
      <div className={styles['top']}>
        <EventTypeBadge eventType={event.event_type} />
        <bdi className={styles['id']} title={shownName(id)}>
          {shownName(id)}
        </bdi>
        {onClose === undefined ? null : (
          <Button
            variant="quiet"
            onClick={onClose}
            aria-label="Clear selection"
            title="Clear selection"
          >
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.4" />
            </svg>
          </Button>
        )}
      </div>
      {change === null || !fitsHeadline(change) ? (
        <>
          <h2 className={styles['title']}>
            {change === null || event.description !== null
              ? describeEvent(event)
              : `${shownName(change.name ?? 'It')} changed`}
          </h2>
          {event.description === null || !isCut ? null : (
            <div className={styles['description']}>
              <LongText text={event.description} />
            </div>
          )}
        </>
      ) : (
        <>
          <div className={styles['change']}>
            <h2 className={styles['title']}>
              <Change change={change} />
            </h2>
            {change.to === undefined ? null : (
              <FieldButtons path="details.new_value" value={change.to} isInline />
            )}
          </div>
          {event.description === null ? null : (
            <div className={styles['description']}>
              <LongText text={event.description} />
            </div>
          )}
        </>
      )}
    </header>
  );
}

function Change({ change }: { readonly change: ValueChange }) {
  const { name, from, to, delta } = change;
  return (
    <>
      {name === null ? null : <bdi>{shownName(name)} </bdi>}
      <span className={styles['values']}>
        {from === undefined ? null : (
          <>
            <span title={inlineText(from)}>{readableText(from)}</span>{' '}
            <span aria-label="became">→</span>{' '}
          </>
        )}
        {to === undefined ? 'nothing' : <span title={inlineText(to)}>{readableText(to)}</span>}
      </span>
      {delta === undefined ? null : (
        <span className={styles['delta']}>
          {' '}
          {delta.amount}
          {delta.percent === undefined ? '' : ` (${delta.percent})`}
        </span>
      )}
    </>
  );
}
