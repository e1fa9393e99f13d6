'use client';

import { useMemo } from 'react';
import { OpenReaderContext } from '@/components/event-record/open-reader';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import { FieldActsContext } from './field-acts';
import type { InspectorProps } from './inspector-props';
import { PendingEvent } from './pending-event';

const SelectedEvent = lazyPane(() =>
  import('./selected-event').then((module) => module.SelectedEvent),
);

/** Everything about the selected event, which may be shown a moment after it is selected. */
export function Inspector({ eventId, onRead, columns, ...props }: InspectorProps) {
  const { onAddCriteria } = props;
  const acts = useMemo(() => ({ onAddCriteria, columns }), [onAddCriteria, columns]);
  if (eventId === null) return <PendingEvent />;
  return (
    <PaneBoundary name="The selected event" of={eventId} whileLoading={<PendingEvent />}>
      <OpenReaderContext value={onRead}>
        <FieldActsContext value={acts}>
          <SelectedEvent {...props} eventId={eventId} />
        </FieldActsContext>
      </OpenReaderContext>
    </PaneBoundary>
  );
}
