import { useMemo } from 'react';
import type { VirtualRows } from '@/components/ui/use-virtual-rows';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './event-grid.module.css';
import type { ColumnId } from './event-columns';
import { EventRow } from './event-row';
import { findSnippet, type Snippet } from './find-snippet';
import { rowFacts } from './row-facts';
import type { EventColumns } from './use-event-columns';
import type { EventRows as Events } from './use-event-rows';
import type { FieldValues } from './use-field-values';
import type { Find } from './use-find';
import { useShortNames } from './use-short-names';

/** The rows in view, and some rows around them. */
export function EventRows({
  list,
  events,
  valuesOf,
  columns,
  find,
  filterText,
  rowId,
  selectedEventId,
  activeRow,
  activeColumn,
  hasTurnLines,
  menuRow,
  onPick,
  onOpenCausality,
}: {
  readonly list: VirtualRows;
  readonly events: Events;
  readonly valuesOf: FieldValues['valuesOf'];
  readonly columns: EventColumns;
  readonly find: Find;
  /** The text of the filter, which all events have; empty without one. */
  readonly filterText: string;
  readonly rowId: (row: number) => string;
  readonly selectedEventId: string | null;
  /** The active row of the keyboard. */
  readonly activeRow: number | undefined;
  /** The cell of the keyboard in the active row. */
  readonly activeColumn: ColumnId | null;
  /** Whether a line marks where the turn changes. */
  readonly hasTurnLines: boolean;
  /** The row whose menu is open. */
  readonly menuRow: number | null;
  readonly onPick: (row: number, eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
}) {
  const factsAt = (row: number) => {
    const event = row < 0 ? undefined : events.eventAt(row);
    return event && rowFacts(event);
  };
  const shortNamesOf = useShortNames(
    columns.columns,
    list.rows.flatMap(({ row }) => factsAt(row) ?? []),
  );
  const marked = useMemo(
    () => [filterText, find.marked].filter((text) => text !== ''),
    [filterText, find.marked],
  );
  const snippetOf = (event: StoredEvent): Snippet | undefined => {
    const ofFind = find.marked === '' ? undefined : findSnippet(event, find.marked, false);
    if (ofFind !== undefined || filterText === '') return ofFind;
    return findSnippet(event, filterText, true);
  };
  return (
    <div role="rowgroup" className={styles['rows']} style={{ height: list.heightPx }}>
      {list.rows.map(({ row, topPx, elementKey }) => {
        const event = events.eventAt(row);
        const facts = factsAt(row);
        return (
          <EventRow
            key={elementKey}
            id={rowId(row)}
            row={row}
            topPx={topPx}
            columns={columns.shown}
            facts={facts}
            above={factsAt(row - 1)}
            hasTurnLines={hasTurnLines}
            {...shortNamesOf(facts)}
            eventId={event?.event_id}
            effectCount={events.effectsAt(row)}
            values={valuesOf(event)}
            time={columns.time}
            marked={marked}
            snippet={event && snippetOf(event)}
            isFound={find.mark?.offset === row}
            isSelected={event !== undefined && event.event_id === selectedEventId}
            isActive={row === activeRow}
            hasMenu={row === menuRow}
            activeColumn={row === activeRow ? (activeColumn ?? undefined) : undefined}
            onPick={onPick}
            onOpenCausality={onOpenCausality}
          />
        );
      })}
    </div>
  );
}
