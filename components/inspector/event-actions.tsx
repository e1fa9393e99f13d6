'use client';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { viewLink } from '@/components/ui/view-link';
import { curlCommand } from '@/lib/api/curl-command';
import { canonicalEventType } from '@/lib/events/event-type';
import styles from './event-actions.module.css';
import type { EventRecord } from '@/components/event-record/use-event-record';

/** Another view of an event. */
export interface EventAction {
  readonly label: string;
  readonly act: (eventId: string) => void;
}

/** The actions for an event. */
export function EventActions({
  simulationId,
  record,
  action,
  onShowState,
}: {
  readonly simulationId: string;
  readonly record: EventRecord;
  readonly action: EventAction;
  readonly onShowState: (turn: number) => void;
}) {
  const { event_id: eventId, event_type, turn_number } = record.event;
  return (
    <div className={styles['actions']}>
      <Button variant="primary" data-tour="why" onClick={() => action.act(eventId)}>
        {action.label}
      </Button>
      {canonicalEventType(event_type) === 'STATE' ? (
        <Button onClick={() => onShowState(turn_number)}>State at this turn</Button>
      ) : null}
      <div className={styles['copy']} role="group" aria-label="Copy">
        <span aria-hidden="true">Copy</span>
        <CopyButton label="id" text={() => eventId} />
        {record.event.cut === undefined ? (
          <CopyButton label="JSON" text={() => record.line} />
        ) : null}
        <CopyButton
          label="curl"
          text={() => curlCommand(window.location.origin, simulationId, eventId)}
        />
        <CopyButton label="link" text={() => viewLink(window.location.href, eventId)} />
      </div>
    </div>
  );
}
