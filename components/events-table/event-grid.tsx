'use client';

import { useCallback, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { rowAfterStep } from '@/components/ui/row-after-step';
import { useNote } from '@/components/ui/use-note';
import { copyEvent, type CopyForm } from './copy-event';
import { choicesOf } from './cell-choice';
import { CellFilter } from './cell-filter';
import { cellId } from './event-row';
import { EventRows } from './event-rows';
import styles from './event-grid.module.css';
import type { EventsTableProps } from './events-table-props';
import { FindBar } from './find-bar';
import { GridToolbar } from './grid-toolbar';
import { JumpPopover } from './jump-popover';
import { createJumps } from './jumps';
import { MarkStrip } from './mark-strip';
import { isOldestFirst, OLDEST_FIRST } from './rows-filter';
import { RowMenu } from './row-menu';
import { TableHead } from './table-frame';
import { showsEffects } from './table-layout';
import { useCellCursor } from './use-cell-cursor';
import { useCellFilters } from './use-cell-filter';
import type { EventColumns } from './use-event-columns';
import type { EventMatches } from './use-event-matches';
import { useEventRows } from './use-event-rows';
import { useFieldValues } from './use-field-values';
import type { FoundMark } from './use-find';
import { useFindBar } from './use-find-bar';
import { useGridKeys } from './use-grid-keys';
import { useGrowingRows } from './use-growing-rows';
import { useRowMenu } from './use-row-menu';
import { useSelection } from './use-selection';

const ROW_HEIGHT_PX = 28;
const TURN_BAND_PX = 22;

interface EventGridProps extends Omit<
  EventsTableProps,
  'matches' | 'noMatches' | 'facets' | 'fields' | 'onFieldsChange'
> {
  /** At least one. */
  readonly matches: EventMatches;
  readonly columns: EventColumns;
}

export function EventGrid({ handle, columns, matches, ...props }: EventGridProps) {
  const { criteria, sort, selectedEventId, isFollowing } = props;
  const { onSelect, onFirstRowChange, onFollowingChange, onOpenCausality } = props;
  const simulationId = props.simulation.id;
  const countsEffects = showsEffects(columns.layout);
  const scroller = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [note, say] = useNote();
  const [isJumping, setJumping] = useState(false);

  const growing = useGrowingRows({
    scroller,
    simulationId,
    criteria,
    matches,
    countsEffects,
    rowHeightPx: ROW_HEIGHT_PX,
    headerPx: ROW_HEIGHT_PX + TURN_BAND_PX,
    initialRow: props.initialRow,
    isFollowing,
    onFollowingChange,
  });
  const { list, total, tail, showsEnd, endsFrom, newCount, follow, showRow } = growing;
  const { firstRow, lastRow, rows, isScrolling } = list;
  const drawn = {
    firstRow: rows[0]?.row ?? firstRow,
    lastRow: Math.min(rows.at(-1)?.row ?? lastRow, total - 1),
    isScrolling,
  };
  const events = useEventRows(simulationId, criteria, {
    ...drawn,
    total,
    countsEffects,
    tail,
    showsEnd,
    endsFrom,
  });
  const fieldValues = useFieldValues(simulationId, criteria, {
    ...drawn,
    fields: columns.fields,
  });
  const { valuesOf } = fieldValues;
  // The address bar keeps the place.
  useEffect(() => onFirstRowChange(firstRow), [firstRow, onFirstRowChange]);

  const selection = useSelection({ selectedEventId, onSelect, rows, events, showRow });
  const { activeRow, select } = selection;
  const rowId = (row: number) => `${gridId}-row-${row}`;
  const isActiveRendered = rows.some(({ row }) => row === activeRow);
  const activeRowId = activeRow !== undefined && isActiveRendered ? rowId(activeRow) : undefined;

  const showMark = useCallback(
    ({ offset, event_id }: FoundMark, { selects }: { readonly selects: boolean }) => {
      showRow(offset, 'center');
      if (selects) select(offset, event_id, 'keyboard');
    },
    [showRow, select],
  );
  const findBar = useFindBar({
    scroller,
    simulationId,
    criteria,
    find: props.find,
    onFindChange: props.onFindChange,
    showMark,
    currentRow: () => activeRow ?? firstRow,
  });
  const { find } = findBar;

  const cells = useCellCursor({
    shown: columns.shown,
    activeEvent: activeRow === undefined ? undefined : events.eventAt(activeRow),
    valuesOf,
    conditionCount: criteria.where?.length ?? 0,
    onAddCriteria: props.onAddCriteria,
    say,
  });
  const pointed = useCellFilters({
    frame,
    shown: columns.shown,
    eventAt: events.eventAt,
    valuesOf,
    firstRow,
  });

  const { jump, stepCausality } = createJumps({
    simulationId,
    criteria,
    total,
    start: columns.time.start,
    selectedEventId,
    selection,
    onSelect,
    showRow,
    say,
  });
  useImperativeHandle(handle, () => ({
    showRow: (row, align) => {
      selection.forget();
      showRow(row, align);
    },
    stepCausality: (side) => void stepCausality(side),
  }));

  const menu = useRowMenu({ activeRowId, rowHeightPx: ROW_HEIGHT_PX });
  const menuEvent = menu.row === null ? undefined : events.eventAt(menu.row);
  const copy = async (form: CopyForm, eventId: string) => {
    say(await copyEvent(form, simulationId, eventId));
  };
  const toggleFollowing = () => {
    if (isFollowing && isOldestFirst(sort)) onFollowingChange(false);
    else if (isOldestFirst(sort)) void follow();
    else {
      // The newest events are the last rows in the order of time alone.
      onFollowingChange(true);
      props.onSortChange(OLDEST_FIRST);
    }
  };
  const onGridKey = useGridKeys(
    {
      selectedEventId,
      isFollowing,
      toggleFollowing,
      openFind: findBar.open,
      openJump: () => setJumping(true),
      goTo: (text) =>
        void jump(text).then(({ reason }) => {
          if (reason !== undefined) say(reason);
        }),
      walk(step) {
        scroller.current?.focus({ preventScroll: true });
        const place = { activeRow, firstRow, total, rowsPerPage: list.rowsPerPage() };
        void selection.walkTo(rowAfterStep(step, place), 'nearest', 'keyboard');
      },
      copy: (eventId) => void copy('JSON', eventId),
      openCausality: onOpenCausality,
      hasActiveRow: activeRow !== undefined,
      walkCells: cells.walk,
      filterByCell: cells.filter,
    },
    menu.openByKey,
  );

  const turn = events.eventAt(firstRow)?.turn_number;
  return (
    <>
      <GridToolbar
        note={note}
        rows={growing}
        isFollowing={isFollowing && isOldestFirst(sort)}
        sort={sort}
        onSortChange={props.onSortChange}
        onFollow={toggleFollowing}
        findBar={findBar}
        jump={
          <JumpPopover
            isOpen={isJumping}
            onOpenChange={setJumping}
            onJump={jump}
            returnTo={scroller}
          />
        }
      >
        {props.toolbar}
      </GridToolbar>
      {events.error === null ? null : (
        <div className={styles['failure']} role="alert">
          <span>Some rows could not be loaded: {events.error.message}</span>
          <Button onClick={events.retry}>Try again</Button>
        </div>
      )}
      {fieldValues.error === null ? null : (
        <div className={styles['failure']} role="alert">
          <span>Some fields could not be loaded: {fieldValues.error.message}</span>
          <Button onClick={fieldValues.retry}>Try again</Button>
        </div>
      )}
      <div className={styles['body']} onKeyDown={findBar.onKeyDown}>
        {findBar.isOpen ? (
          <FindBar find={find} field={findBar.field} onClose={findBar.close} />
        ) : null}
        <div
          ref={frame}
          className={styles['frame']}
          onPointerMove={pointed.onPointerMove}
          onPointerLeave={pointed.onPointerLeave}
        >
          <RowMenu
            eventId={menuEvent?.event_id}
            choices={menuEvent === undefined ? [] : choicesOf(menuEvent)}
            onAddCriteria={props.onAddCriteria}
            onClose={menu.close}
            onCopy={(form, eventId) => void copy(form, eventId)}
            onOpenCausality={onOpenCausality}
          >
            <div
              ref={scroller}
              className={styles['scroller']}
              role="grid"
              aria-label="Events"
              aria-rowcount={total + 1}
              aria-activedescendant={
                activeRowId !== undefined && cells.column !== null
                  ? cellId(activeRowId, cells.column)
                  : activeRowId
              }
              tabIndex={0}
              onContextMenu={menu.onContextMenu}
              onKeyDown={onGridKey}
            >
              <TableHead columns={columns} sort={sort} onSortChange={props.onSortChange} />
              <EventRows
                list={list}
                events={events}
                valuesOf={valuesOf}
                columns={columns}
                find={find}
                filterText={criteria.q ?? ''}
                rowId={rowId}
                selectedEventId={selectedEventId}
                activeRow={activeRow}
                activeColumn={cells.column}
                hasTurnLines={sort.sort === 'timestamp' || sort.sort === 'turn'}
                menuRow={menu.row}
                onPick={select}
                onOpenCausality={onOpenCausality}
              />
            </div>
          </RowMenu>
          {isActiveRendered ? null : <div className={styles['focusRing']} />}
          <div className={styles['turnBand']}>
            {turn === undefined ? 'turn …' : `turn ${formatCount(turn)}`}
          </div>
          {pointed.place === null ? null : (
            <CellFilter place={pointed.place} onAddCriteria={props.onAddCriteria} />
          )}
          {find.marks === undefined ? null : (
            <MarkStrip marks={find.marks} shareOfRow={list.shareOfRow} />
          )}
          {newCount > 0 ? (
            <button type="button" className={styles['pill']} onClick={() => void follow()}>
              {formatCount(newCount)} new <span aria-hidden="true">↓</span>
            </button>
          ) : null}
        </div>
      </div>
    </>
  );
}
