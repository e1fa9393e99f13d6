'use client';

import { useMemo, useRef } from 'react';
import { IndexProgressBar } from '@/components/index-progress';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useElementWidth } from '@/components/ui/use-element-width';
import { EventGrid } from './event-grid';
import type { EventsTableProps } from './events-table-props';
import { useFirstRows } from './first-rows';
import { PendingGrid } from './pending-grid';
import { rowFacts } from './row-facts';
import { runSpan } from './run-span';
import { TableArea } from './table-area';
import { TableToolbar } from './table-frame';
import { useFieldFacts } from './use-field-facts';
import { useEventColumns, type EventColumns } from './use-event-columns';

/** All matches, one per line, in any number. */
export function EventsTable({ toolbar, noMatches, facets, ...props }: EventsTableProps) {
  const { simulation, matches } = props;
  const table = useRef<HTMLDivElement>(null);
  const counted = facets.state === 'ready' ? facets.data : undefined;
  const firstRows = useFirstRows(props.criteria)?.rows;
  const events = matches.state === 'ready' ? matches.data.events : undefined;
  const run = useMemo(
    () => runSpan(simulation, counted, events?.map(rowFacts) ?? firstRows ?? []),
    [simulation, counted, events, firstRows],
  );
  const columns = useEventColumns({
    run,
    facts: useFieldFacts(simulation.id, props.criteria, props.fields),
    onFieldsChange: props.onFieldsChange,
    tablePx: useElementWidth(table),
  });

  return (
    <TableArea area={table} columns={columns}>
      {matches.state === 'ready' && matches.data.total > 0 ? (
        <EventGrid {...props} matches={matches.data} toolbar={toolbar} columns={columns} />
      ) : (
        <>
          <TableToolbar readout="">{toolbar}</TableToolbar>
          <NoRows
            matches={matches}
            noMatches={noMatches}
            columns={columns}
            criteria={props.criteria}
          />
        </>
      )}
    </TableArea>
  );
}

function NoRows({
  matches,
  noMatches,
  columns,
  criteria,
}: Pick<EventsTableProps, 'matches' | 'noMatches' | 'criteria'> & {
  readonly columns: EventColumns;
}) {
  const firstRows = useFirstRows(criteria);
  switch (matches.state) {
    case 'loading':
      return <PendingGrid columns={columns} firstRows={firstRows} />;
    case 'indexing':
      return (
        <Notice title="Indexing …">
          <IndexProgressBar index={matches.index} />
          <p>
            Event files are read once, at the first visit. The events appear here when they are
            ready.
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
