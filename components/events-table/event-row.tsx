import { memo, type ReactNode } from 'react';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { classNames } from '@/components/ui/class-names';
import { formatCount, shortCount } from '@/components/ui/format-count';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { EventColumnId } from './event-columns';
import styles from './event-row.module.css';
import { MarkedText } from './marked-text';
import type { RowFacts } from './row-facts';
import { timeText, type TimeSettings } from './time-text';

interface EventRowProps {
  readonly id: string;
  /** Counted from 0 over all matches. */
  readonly row: number;
  readonly topPx: number;
  readonly columns: readonly EventColumnId[];
  /** `undefined` while they are on their way. */
  readonly facts: RowFacts | undefined;
  /** Those of the row above, where they are known. */
  readonly above: RowFacts | undefined;
  /** `undefined` where nothing can be done with the event. */
  readonly eventId: string | undefined;
  /** How many events name it as a cause; `undefined` while that is not known. */
  readonly effectCount: number | undefined;
  readonly time: TimeSettings;
  /** Its names where they are not shown whole. */
  readonly shortType: string | undefined;
  readonly shortAgent: string | undefined;
  readonly shortKind: string | undefined;
  /** What is marked; empty when nothing is. */
  readonly find: string;
  /** Where a match stands that the row does not show. */
  readonly unshownMatch: string | undefined;
  /** Whether it is the one that was found last. */
  readonly isFound: boolean;
  readonly isSelected: boolean;
  /** Whether the keyboard is here. */
  readonly isActive: boolean;
  /** Whether a menu is open that is about it. */
  readonly hasMenu: boolean;
  readonly onPick: (row: number, eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
}

/** One event, one line. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { row, facts, eventId, above, columns, onPick } = props;
  const { isSelected, isActive, isFound, hasMenu } = props;
  const beginsTurn = facts !== undefined && above !== undefined && facts.turn !== above.turn;
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
        columns.map((column) => cellOf(column, facts, props))
      )}
      {eventId === undefined ? null : (
        // For pointers: the keyboard has Enter.
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
          Why?
        </button>
      )}
    </div>
  );
});

/** Not a component, as there are hundreds of cells and each is no more than its element. */
function cellOf(
  column: EventColumnId,
  facts: RowFacts,
  { above, effectCount, time, find, unshownMatch, ...names }: EventRowProps,
) {
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
      const { text } = facts;
      return cell(column, find === '' ? text : markFound(text, find, unshownMatch), text);
    }
    case 'causes':
      return countCell(column, facts.causeCount);
    case 'effects':
      return countCell(column, effectCount);
  }
}

function cell(column: EventColumnId, content: ReactNode, title?: ShownText | null) {
  return (
    <span key={column} role="gridcell" className={styles[column]} title={title ?? undefined}>
      {content}
    </span>
  );
}

/** Zeros are faint: columns of them would hide the others. A number too long for the column is shortened, not cut. */
function countCell(column: EventColumnId, count: number | undefined) {
  if (count === undefined) return cell(column, null);
  if (count === 0) return cell(column, <span className={styles['none']}>0</span>);
  const [short, whole] = [shortCount(count), formatCount(count)];
  return cell(column, short, short === whole ? null : shownName(whole));
}

function markFound(text: ShownText, find: string, unshownMatch: string | undefined) {
  return (
    <>
      {unshownMatch === undefined ? null : (
        <mark className={styles['inDetails']}>{unshownMatch}</mark>
      )}
      <MarkedText text={text} find={find} />
    </>
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

/** Bars of the widths that text would have, the same ones each time. All of a row appear as one: each by itself costs. */
export function PendingCells({
  row,
  columns,
}: {
  readonly row: number;
  readonly columns: readonly EventColumnId[];
}) {
  return (
    <span role="gridcell" aria-colspan={columns.length} className={styles['pending']}>
      <span className="visually-hidden">Loading</span>
      {columns.map((column) => (
        <span
          key={column}
          className={classNames(styles['bar'], styles[column])}
          style={{ width: PENDING_WIDTHS[column](row) }}
        />
      ))}
    </span>
  );
}
