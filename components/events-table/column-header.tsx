'use client';

import { DropdownMenu } from 'radix-ui';
import { useRef, useState } from 'react';
import { AddColumnPopover } from './add-column-popover';
import { classNames } from '@/components/ui/class-names';
import { shownName } from '@/components/ui/shown-text';
import { commandOfKey, type ControlKey } from '@/components/ui/key-press';
import styles from './column-header.module.css';
import { ariaSort, SortSign, sortsOf, sortText } from './column-sort';
import {
  columnName,
  EVENT_COLUMNS,
  isFieldColumn,
  measureOf,
  type ColumnId,
} from './event-columns';
import { MAX_WIDTH_PX } from './table-layout';
import menuStyles from '@/components/ui/menu.module.css';
import type { RowSort } from './rows-filter';
import { TIME_MODE_NAMES, TIME_MODES } from './time-text';
import type { EventColumn, EventColumns } from './use-event-columns';

const STEP_PX = 8;

/** The name of a column, its menu, and the edge that resizes it. */
export function ColumnHeader({
  column,
  columns,
  sort,
  onSortChange,
}: {
  readonly column: EventColumn;
  readonly columns: EventColumns;
  readonly sort: RowSort | undefined;
  readonly onSortChange: ((sort: RowSort) => void) | undefined;
}) {
  const { id, isNumber } = column;
  const header = useRef<HTMLDivElement>(null);
  const [isAdding, setAdding] = useState(false);
  return (
    <div
      ref={header}
      role="columnheader"
      aria-sort={sort && ariaSort(id, sort)}
      className={classNames(
        styles['header'],
        isNumber && styles['number'],
        id === 'turn' && styles['turn'],
      )}
    >
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={styles['name']} title={measureOf(id).hint}>
          {shownName(columnName(id))}
          {sort === undefined ? null : <SortSign column={id} sort={sort} />}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <ColumnMenu
            column={column}
            columns={columns}
            sort={sort}
            onSortChange={onSortChange}
            onAdd={() => setAdding(true)}
            isAdding={isAdding}
          />
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isAdding ? (
        <AddColumnPopover anchor={header} columns={columns} onClose={() => setAdding(false)} />
      ) : null}
      {id === 'description' ? null : <ResizeEdge column={column} />}
    </div>
  );
}

function ColumnMenu({
  column,
  columns,
  sort,
  onSortChange,
  onAdd,
  isAdding,
}: {
  readonly column: EventColumn;
  readonly columns: EventColumns;
  readonly sort: RowSort | undefined;
  readonly onSortChange: ((sort: RowSort) => void) | undefined;
  /** Opens the field for another column, which then has the focus. */
  readonly onAdd: () => void;
  readonly isAdding: boolean;
}) {
  const { layout, changeLayout } = columns;
  return (
    <DropdownMenu.Content
      className={menuStyles['menu']}
      align="start"
      collisionPadding={8}
      onCloseAutoFocus={(event) => {
        if (isAdding) event.preventDefault();
      }}
    >
      {sortsOf(column.id).length === 0 || sort === undefined ? null : (
        <>
          <DropdownMenu.RadioGroup value={sortText(sort)} aria-label="Sort">
            {sortsOf(column.id).map((each) => (
              <DropdownMenu.RadioItem
                key={each.order}
                value={sortText(each)}
                className={menuStyles['item']}
                onSelect={() => onSortChange?.(each)}
              >
                <Check />
                Sort {sortText(each)}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className={menuStyles['separator']} />
        </>
      )}
      {column.id === 'time' ? (
        <>
          <DropdownMenu.RadioGroup value={layout.time} aria-label="Time">
            {TIME_MODES.map((mode) => (
              <DropdownMenu.RadioItem
                key={mode}
                value={mode}
                className={menuStyles['item']}
                onSelect={() => changeLayout({ time: mode })}
              >
                <Check />
                {TIME_MODE_NAMES[mode]}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className={menuStyles['separator']} />
        </>
      ) : null}
      <DropdownMenu.Item className={menuStyles['item']} onSelect={column.resetWidth}>
        <span className={menuStyles['check']} />
        Reset width
      </DropdownMenu.Item>
      <DropdownMenu.Item
        className={menuStyles['item']}
        disabled={columns.shown.length === 1}
        onSelect={() => hide(column.id, columns)}
      >
        <span className={menuStyles['check']} />
        {isFieldColumn(column.id) ? `Remove ${shownName(column.id)}` : `Hide ${column.id}`}
      </DropdownMenu.Item>
      <DropdownMenu.Item className={menuStyles['item']} onSelect={onAdd}>
        <span className={menuStyles['check']} />
        Add a column…
      </DropdownMenu.Item>
      <DropdownMenu.Separator className={menuStyles['separator']} />
      <ColumnChoice columns={columns} />
    </DropdownMenu.Content>
  );
}

function hide(id: ColumnId, { fields, changeFields, choose }: EventColumns): void {
  if (isFieldColumn(id)) changeFields(fields.filter((other) => other !== id));
  else choose(id, false);
}

/** A choice of the visible columns, as items of a menu. */
function ColumnChoice({ columns }: { readonly columns: EventColumns }) {
  return (
    <>
      <DropdownMenu.Label className={menuStyles['label']}>Columns</DropdownMenu.Label>
      {EVENT_COLUMNS.map((id) => (
        <DropdownMenu.CheckboxItem
          key={id}
          className={menuStyles['item']}
          checked={columns.isChosen(id)}
          disabled={columns.isChosen(id) && columns.shown.length === 1}
          onCheckedChange={(isShown) => columns.choose(id, isShown)}
          onSelect={(event) => event.preventDefault()}
        >
          <Check />
          {id}
        </DropdownMenu.CheckboxItem>
      ))}
      <DropdownMenu.Item className={menuStyles['item']} onSelect={columns.reset}>
        <span className={menuStyles['check']} />
        Reset columns
      </DropdownMenu.Item>
    </>
  );
}

function Check() {
  return (
    <span className={menuStyles['check']}>
      <DropdownMenu.ItemIndicator>
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M1 5.5 4 8.5 9 2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </DropdownMenu.ItemIndicator>
    </span>
  );
}

/** The start of a drag of the edge. */
interface Drag {
  readonly pointerX: number;
  readonly widthPx: number;
}

function ResizeEdge({ column }: { readonly column: EventColumn }) {
  const { id, widthPx, setWidth, resetWidth } = column;
  const [drag, setDrag] = useState<Drag | null>(null);
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${shownName(columnName(id))}`}
      aria-valuenow={widthPx}
      aria-valuemin={measureOf(id).minWidthPx}
      aria-valuemax={MAX_WIDTH_PX}
      tabIndex={0}
      className={styles['edge']}
      data-resizing={drag === null ? undefined : ''}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ pointerX: event.clientX, widthPx });
      }}
      onPointerMove={(event) => {
        if (drag !== null) setWidth(drag.widthPx + event.clientX - drag.pointerX);
      }}
      onLostPointerCapture={() => setDrag(null)}
      onDoubleClick={resetWidth}
      onKeyDown={(event) => {
        const change = commandOfKey(event, WIDTH_KEYS);
        if (change === undefined) return;
        event.preventDefault();
        if (change === 'reset') resetWidth();
        else setWidth(widthPx + change);
      }}
    />
  );
}

/** The change of the width by a key. */
const WIDTH_KEYS = new Map<ControlKey, number | 'reset'>([
  ['ArrowLeft', -STEP_PX],
  ['ArrowRight', STEP_PX],
  ['shift+ArrowLeft', -5 * STEP_PX],
  ['shift+ArrowRight', 5 * STEP_PX],
  ['Enter', 'reset'],
  ['Home', 'reset'],
]);
