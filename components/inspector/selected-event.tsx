'use client';

import { useRef } from 'react';
import { LikelyCauses } from '@/components/explanation/likely-causes';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { shownName } from '@/components/ui/shown-text';
import { useStartAtTop } from '@/components/ui/use-start-at-top';
import { ApiProblemError } from '@/lib/api/client';
import { EventActions } from './event-actions';
import { EventData } from './event-data';
import { EventHeadline } from './event-headline';
import type { InspectorProps } from './inspector-props';
import { Neighbours } from './neighbours';
import { PendingEvent } from './pending-event';
import { RawLine } from './raw-line';
import { StepBar } from './step-bar';
import { WholeLine } from './whole-line';
import { useEventRecord } from '@/components/event-record/use-event-record';

/** Everything about an event. */
export function SelectedEvent({
  simulationId,
  eventId,
  onSelectEvent,
  onAddCriteria,
  causes,
  action,
  onShowState,
  onClose,
}: Omit<InspectorProps, 'onRead' | 'columns'> & { readonly eventId: string }) {
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
            This simulation’s files have no event <code>{shownName(eventId)}</code>.
          </p>
          {onClose === undefined ? null : (
            <p>
              <Button onClick={onClose}>Clear selection</Button>
            </p>
          )}
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
          {causes === undefined ? null : (
            <LikelyCauses
              simulationId={simulationId}
              eventId={eventId}
              {...causes}
              onSelectEvent={onSelectEvent}
            />
          )}
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
