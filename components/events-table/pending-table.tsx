'use client';

import { useMemo } from 'react';
import { useFirstRows } from './first-rows';
import { PendingGrid } from './pending-grid';
import { UNKNOWN_SPAN } from './run-span';
import { TableArea } from './table-area';
import { TableToolbar } from './table-frame';
import { useEventColumns } from './use-event-columns';

/** The table before its simulation is known. */
export function PendingTable() {
  const firstRows = useFirstRows();
  const asked = firstRows?.fields;
  const columns = useEventColumns({
    run: firstRows?.run ?? UNKNOWN_SPAN,
    facts: useMemo(
      () => ({ lengths: new Map(asked?.map((field) => [field, 0])), numbers: new Set() }),
      [asked],
    ),
    onFieldsChange: () => undefined,
    tablePx: undefined,
  });
  return (
    <TableArea columns={columns}>
      <TableToolbar readout="">{null}</TableToolbar>
      <PendingGrid columns={columns} firstRows={firstRows} />
    </TableArea>
  );
}
