import { WHY } from '@/components/causal-link/why';
import { cloneElement, memo, type ReactNode } from 'react';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { FailedSign } from '@/components/event-type/failed-sign';
import { classNames } from '@/components/ui/class-names';
import { formatCount, shortCount } from '@/components/ui/format-count';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { isFieldColumn, type ColumnId, type EventColumnId } from './event-columns';
import type { EventFieldValues } from './field-page-query';
import { fieldCell } from './field-cell';
import styles from './event-row.module.css';
import type { Snippet } from './find-snippet';
import { MarkedText } from './marked-text';
import type { RowFacts } from './row-facts';
import { timeText, type TimeSettings } from './time-text';

interface EventRowProps {
  readonly id: string;
  /** Counted from 0 over all matches. */
  readonly row: number;
  readonly topPx: number;
  readonly columns: readonly ColumnId[];
  /** `undefined` while they are loading. */
  readonly facts: RowFacts | undefined;
  /** The facts of the row above, if they are known. */
  readonly above: RowFacts | undefined;
  /** Whether a line marks where the turn changes. */
  readonly hasTurnLines: boolean;
  /** `undefined` where the event has no actions. */
  readonly eventId: string | undefined;
  /** The number of events that name it as a cause; `undefined` while it is not known. */
  readonly effectCount: number | undefined;
  /** The values of the columns of fields; `undefined` while they are loading. */
  readonly values: EventFieldValues | undefined;
  readonly time: TimeSettings;
  /** Shortened names, where the full ones do not fit. */
  readonly shortType: string | undefined;
  readonly shortAgent: string | undefined;
  readonly shortKind: string | undefined;
  /** The highlighted texts: of the filter, and of the search. The same array for the same texts. */
  readonly marked: readonly string[];
  /** The surroundings of a match that the row does not show. */
  readonly snippet: Snippet | undefined;
  /** Whether it is the row that was found last. */
  readonly isFound: boolean;
  readonly isSelected: boolean;
  /** Whether it is the active row of the keyboard. */
  readonly isActive: boolean;
  /** Whether its menu is open. */
  readonly hasMenu: boolean;
  /** The cell of the keyboard; `undefined` outside of the active row. */
  readonly activeColumn: ColumnId | undefined;
  readonly onPick: (row: number, eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
}

/** One event, one line. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { row, facts, eventId, above, columns, onPick } = props;
  const { isSelected, isActive, isFound, hasMenu } = props;
  const beginsTurn =
    props.hasTurnLines && facts !== undefined && above !== undefined && facts.turn !== above.turn;
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      data-row={row}
      data-active={isActive ? '' : undefined}
      data-found={isFound ? '' : undefined}
      data-begins-turn={beginsTurn ? '' : undefined}
      className={classNames(
        styles['row'],
        isSelected && styles['selected'],
        isActive && styles['active'],
        isFound && styles['found'],
        hasMenu && styles['pointed'],
        beginsTurn && styles['beginsTurn'],
      )}
      style={{ top: props.topPx }}
      onClick={eventId === undefined ? undefined : () => onPick(row, eventId)}
    >
      {facts === undefined ? (
        <PendingCells row={row} columns={columns} />
      ) : (
        columns.map((column) =>
          column === props.activeColumn
            ? cloneElement(cellOf(column, facts, props), {
                id: cellId(props.id, column),
                'data-active-cell': '',
              })
            : cellOf(column, facts, props),
        )
      )}
      {eventId === undefined ? null : (
        // For the pointer; the keyboard has Enter.
        <button
          type="button"
          className={styles['why']}
          tabIndex={-1}
          aria-hidden="true"
          title="Causes and effects (Enter)"
          onClick={(press) => {
            press.stopPropagation();
            props.onOpenCausality(eventId);
          }}
        >
          {WHY}
        </button>
      )}
    </div>
  );
});

/** Not a component, because there are hundreds of cells and each is a single element. */
function cellOf(
  column: ColumnId,
  facts: RowFacts,
  { above, effectCount, values, time, marked, snippet, ...names }: EventRowProps,
) {
  if (isFieldColumn(column)) return fieldCell(column, values);
  switch (column) {
    case 'time':
      return cell(column, timeText(facts.time, time, above?.time), facts.timestamp);
    case 'turn':
      return cell(column, formatCount(facts.turn));
    case 'type':
      return cell(
        column,
        <EventTypeBadge eventType={facts.type} shortName={names.shortType} />,
        names.shortType === undefined ? null : facts.type,
      );
    case 'agent': {
      const agent = names.shortAgent ?? facts.agent;
      return cell(column, agent ?? <span aria-label="no agent">–</span>, facts.agent);
    }
    case 'kind':
      return cell(column, names.shortKind ?? facts.kind, facts.kind);
    case 'description': {
      const { text, isFailed } = facts;
      const shown =
        marked.length === 0 ? text : <MarkedDescription {...{ text, marked, snippet }} />;
      return cell(column, isFailed ? <Failed>{shown}</Failed> : shown, text);
    }
    case 'causes':
      return countCell(column, facts.causeCount);
    case 'effects':
      return countCell(column, effectCount);
  }
}

function Failed({ children }: { readonly children: ReactNode }) {
  return (
    <span className={styles['failed']}>
      <FailedSign label="failed" />
      <span className={styles['text']}>{children}</span>
    </span>
  );
}

/** The id of a cell of the row with an id. */
export function cellId(rowId: string, column: ColumnId): string {
  return `${rowId}-${column}`;
}

function cell(column: EventColumnId, content: ReactNode, title?: ShownText | null) {
  return (
    <span key={column} role="gridcell" className={styles[column]} title={title ?? undefined}>
      {content}
    </span>
  );
}

/** Zeros are faint: columns of zeros would hide other numbers. A number too long for the column is shortened, not cut. */
function countCell(column: EventColumnId, count: number | undefined) {
  if (count === undefined) return cell(column, null);
  if (count === 0) return cell(column, <span className={styles['none']}>0</span>);
  const [short, whole] = [shortCount(count), formatCount(count)];
  return cell(column, short, short === whole ? null : shownName(whole));
}

function MarkedDescription({
  text,
  marked,
  snippet,
}: {
  readonly text: ShownText;
  readonly marked: readonly string[];
  readonly snippet: Snippet | undefined;
}) {
  if (snippet === undefined) return <MarkedText text={text} finds={marked} />;
  return (
    <span className={styles['beside']}>
      <span className={styles['lead']}>
        <MarkedText text={text} finds={marked} />
      </span>
      <span className={styles['snippet']} title={snippet.text}>
        <span className={styles['place']}>{snippet.place}</span>{' '}
        <MarkedText text={snippet.text} finds={marked} />
      </span>
    </span>
  );
}

const PENDING_WIDTHS: Readonly<Record<EventColumnId, (row: number) => string>> = {
  time: () => '96px',
  turn: () => '20px',
  type: () => '64px',
  agent: () => '80px',
  kind: (row) => `${50 + ((row * 29) % 40)}px`,
  description: (row) => `${25 + ((row * 37) % 45)}%`,
  causes: () => '12px',
  effects: () => '12px',
};

/** Bars as wide as typical texts, always the same. They appear as one per row: separate animations are slow. */
export function PendingCells({
  row,
  columns,
}: {
  readonly row: number;
  readonly columns: readonly ColumnId[];
}) {
  return (
    <span role="gridcell" aria-colspan={columns.length} className={styles['pending']}>
      <span className="visually-hidden">Loading</span>
      {columns.map((column) => (
        <span
          key={column}
          className={classNames(styles['bar'], isFieldColumn(column) ? null : styles[column])}
          style={{ width: isFieldColumn(column) ? '40px' : PENDING_WIDTHS[column](row) }}
        />
      ))}
    </span>
  );
}
