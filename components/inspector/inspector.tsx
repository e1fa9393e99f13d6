'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { shownName } from '@/components/ui/shown-text';
import { Skeleton } from '@/components/ui/skeleton';
import { useStartAtTop } from '@/components/ui/use-start-at-top';
import { ApiProblemError } from '@/lib/api/client';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { EventActions, type EventAction } from './event-actions';
import { EventData } from './event-data';
import { EventHeadline } from './event-headline';
import styles from './inspector.module.css';
import { Neighbours } from './neighbours';
import { RawLine } from './raw-line';
import { StepBar } from './step-bar';
import { WholeLine } from './whole-line';
import { useEventRecord } from './use-event-record';

interface InspectorProps {
  readonly simulationId: string;
  readonly eventId: string | null;
  readonly onSelectEvent: (eventId: string, by: 'click' | 'keyboard') => void;
  /**
   * Narrows the page's filter: lists of names replace those there are when they say what is wanted, and join them when
   * they say what is not; a range of turns replaces the one there is. Without it no filter is offered.
   */
  readonly onAddCriteria?: (criteria: EventCriteria) => void;
  /** The way to the other tab. */
  readonly action: EventAction;
  /** Shows the state at the end of a turn. */
  readonly onShowState: (turn: number) => void;
  readonly onClose: () => void;
}

/** Everything about the selected event. */
export function Inspector({ eventId, ...props }: InspectorProps) {
  if (eventId === null) {
    return (
      <div className={styles['empty']}>
        <p>No event is selected.</p>
        <p>
          Click a line of the table, or walk through it with <kbd>↑</kbd> <kbd>↓</kbd> or{' '}
          <kbd>k</kbd> <kbd>j</kbd>. <kbd>Enter</kbd> opens what caused it and what it led to.
        </p>
      </div>
    );
  }
  return <SelectedEvent {...props} eventId={eventId} />;
}

function SelectedEvent({
  simulationId,
  eventId,
  onSelectEvent,
  onAddCriteria,
  action,
  onShowState,
  onClose,
}: InspectorProps & { readonly eventId: string }) {
  const record = useEventRecord(simulationId, eventId);
  const article = useRef<HTMLElement>(null);
  useStartAtTop(article, record.state === 'ready' ? record.data.event.event_id : eventId);
  switch (record.state) {
    case 'loading':
    case 'indexing':
      return <PendingEvent />;
    case 'failed':
      return record.error instanceof ApiProblemError &&
        record.error.problem.code === 'event_not_found' ? (
        <Notice title="There is no such event">
          <p>
            This simulation’s files hold no event <code>{shownName(eventId)}</code>.
          </p>
          <p>
            <Button onClick={onClose}>Clear selection</Button>
          </p>
        </Notice>
      ) : (
        <Notice title="The event could not be loaded" tone="danger">
          <p>{record.error.message}</p>
          <p>
            <Button onClick={record.retry}>Try again</Button>
          </p>
        </Notice>
      );
    case 'ready':
      return (
        <article
          ref={article}
          aria-label="Event"
          aria-busy={record.data.event.event_id !== eventId}
        >
          <EventHeadline record={record.data} onClose={onClose} />
          <EventActions
            simulationId={simulationId}
            record={record.data}
            action={action}
            onShowState={onShowState}
          />
          <StepBar
            simulationId={simulationId}
            event={record.data.event}
            onSelectEvent={onSelectEvent}
          />
          <EventData record={record.data} onAddCriteria={onAddCriteria} />
          <Neighbours
            simulationId={simulationId}
            eventId={eventId}
            onSelectEvent={(id) => onSelectEvent(id, 'click')}
          />
          {record.data.event.cut === undefined ? (
            <RawLine line={record.data.line} />
          ) : (
            <WholeLine
              key={record.data.event.event_id}
              simulationId={simulationId}
              eventId={record.data.event.event_id}
              lineBytes={record.data.event.cut.line_bytes}
            />
          )}
        </article>
      );
  }
}

function PendingEvent() {
  return (
    <div className={styles['pending']} aria-busy="true">
      <Skeleton width="40%" />
      <Skeleton width="80%" />
      {[60, 30, 50, 40, 55].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  );
}
