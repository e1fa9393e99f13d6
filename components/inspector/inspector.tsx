'use client';

import { OpenReaderContext } from '@/components/event-record/open-reader';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import type { InspectorProps } from './inspector-props';
import styles from './inspector.module.css';
import { PendingEvent } from './pending-event';

const SelectedEvent = lazyPane(() =>
  import('./selected-event').then((module) => module.SelectedEvent),
);

/** Everything about the selected event. */
export function Inspector({ eventId, onRead, ...props }: InspectorProps) {
  if (eventId === null) {
    return (
      <div className={styles['empty']}>
        <p>No event is selected.</p>
        <p>
          Click a line of the table, or walk through it with <kbd>↑</kbd> <kbd>↓</kbd> or{' '}
          <kbd>k</kbd> <kbd>j</kbd>. <kbd>Enter</kbd> opens its causes and effects.
        </p>
      </div>
    );
  }
  return (
    <PaneBoundary name="The selected event" of={eventId} whileLoading={<PendingEvent />}>
      <OpenReaderContext value={onRead}>
        <SelectedEvent {...props} eventId={eventId} />
      </OpenReaderContext>
    </PaneBoundary>
  );
}
