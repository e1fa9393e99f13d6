'use client';

import { PendingGrid } from './pending-grid';
import { TableArea } from './table-area';
import { TableToolbar } from './table-frame';
import { useEventColumns } from './use-event-columns';

/** The table before it is known what it is of. */
export function PendingTable() {
  const columns = useEventColumns({ showsDay: false, tablePx: undefined });
  return (
    <TableArea columns={columns}>
      <TableToolbar readout="">{null}</TableToolbar>
      <PendingGrid columns={columns} />
    </TableArea>
  );
}
