'use client';

import { spansDays } from '@/components/event-time/event-time';
import { IndexProgressBar } from '@/components/index-progress';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { EventGrid } from './event-grid';
import type { EventsTableProps } from './events-table-props';
import { PendingGrid } from './pending-grid';
import { TableToolbar } from './table-frame';
import styles from './events-table.module.css';

/** Every event that matches, one line each, however many there are. */
export function EventsTable({ toolbar, noMatches, ...props }: EventsTableProps) {
  const { simulation, matches } = props;
  const showsDay = spansDays(simulation.start_time, simulation.end_time);
  const columns = showsDay ? styles['withDay'] : styles['withClock'];

  return (
    <div className={`${styles['table'] ?? ''} ${columns ?? ''}`}>
      {matches.state === 'ready' && matches.data.total > 0 ? (
        <EventGrid {...props} toolbar={toolbar} total={matches.data.total} showsDay={showsDay} />
      ) : (
        <>
          <TableToolbar readout="">{toolbar}</TableToolbar>
          <NoRows matches={matches} noMatches={noMatches} />
        </>
      )}
    </div>
  );
}

function NoRows({ matches, noMatches }: Pick<EventsTableProps, 'matches' | 'noMatches'>) {
  switch (matches.state) {
    case 'loading':
      return <PendingGrid />;
    case 'indexing':
      return (
        <Notice title="Indexing …">
          <IndexProgressBar index={matches.index} />
          <p>
            Event files are read once, before the first look. The events appear here by themselves.
          </p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice title="The events could not be loaded" tone="danger">
          <p>{matches.error.message}</p>
          <p>
            <Button onClick={matches.retry}>Try again</Button>
          </p>
        </Notice>
      );
    case 'ready':
      return noMatches;
  }
}
