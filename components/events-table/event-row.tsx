import { memo, type ReactNode } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/components/ui/format-count';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { textPattern } from '@/lib/filters/match-text';
import type { EventColumnId } from './event-columns';
import styles from './event-row.module.css';
import { MarkedText } from './marked-text';
import { timeText, type TimeSettings } from './time-text';

interface EventRowProps {
  readonly id: string;
  /** Counted from 0 over all matches. */
  readonly row: number;
  readonly topPx: number;
  readonly columns: readonly EventColumnId[];
  /** `undefined` while it is on its way. */
  readonly event: StoredEvent | undefined;
  /** That of the row above, where it is known. */
  readonly above: StoredEvent | undefined;
  /** How many events name it as a cause; `undefined` while that is not known. */
  readonly effectCount: number | undefined;
  readonly time: TimeSettings;
  /** What is marked; empty when nothing is. */
  readonly find: string;
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
  const { row, event, above, columns, isSelected, isActive, isFound, hasMenu, onPick } = props;
  const beginsTurn =
    event !== undefined && above !== undefined && event.turn_number !== above.turn_number;
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
      onClick={event === undefined ? undefined : () => onPick(row, event.event_id)}
    >
      {event === undefined ? (
        <PendingCells row={row} columns={columns} />
      ) : (
        columns.map((column) => cellOf(column, event, props))
      )}
      {event === undefined ? null : (
        // For pointers: the keyboard has Enter.
        <button
          type="button"
          className={styles['why']}
          tabIndex={-1}
          aria-hidden="true"
          title="Causes and effects (Enter)"
          onClick={(press) => {
            press.stopPropagation();
            props.onOpenCausality(event.event_id);
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
  event: StoredEvent,
  { above, effectCount, time, find }: EventRowProps,
) {
  switch (column) {
    case 'time':
      return cell(column, timeText(event.time, time, above?.time), event.timestamp);
    case 'turn':
      return cell(column, event.turn_number);
    case 'type':
      return cell(column, <EventTypeBadge eventType={event.event_type} />);
    case 'agent':
      return cell(column, event.agent_id ?? <span aria-label="no agent">–</span>, event.agent_id);
    case 'kind': {
      const kind = eventKind(event);
      return cell(column, kind, kind);
    }
    case 'description': {
      const text = describeEvent(event);
      return cell(column, find === '' ? text : markFound(event, text, find), text);
    }
    case 'causes':
      return cell(column, countOf(event.caused_by.length));
    case 'effects':
      return cell(column, countOf(effectCount));
  }
}

function cell(column: EventColumnId, content: ReactNode, title?: string | null) {
  return (
    <span key={column} role="gridcell" className={styles[column]} title={title ?? undefined}>
      {content}
    </span>
  );
}

/** Nothing is said of nothing: columns of zeros would hide the others. */
function countOf(count: number | undefined) {
  return count === 0 ? <span className={styles['none']}>0</span> : count && formatCount(count);
}

function markFound(event: StoredEvent, text: string, find: string) {
  return (
    <>
      {hasOnlyInDetails(event, text, find) ? (
        <mark className={styles['inDetails']}>in details</mark>
      ) : null}
      <MarkedText text={text} find={find} />
    </>
  );
}

function hasOnlyInDetails({ details }: StoredEvent, text: string, find: string): boolean {
  const pattern = textPattern(find);
  return !pattern.test(text) && details !== null && pattern.test(JSON.stringify(details));
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
