import { memo } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { classNames } from '@/components/ui/class-names';
import { formatCount } from '@/components/ui/format-count';
import { Skeleton } from '@/components/ui/skeleton';
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
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={event === undefined ? undefined : () => onPick(row, event.event_id)}
    >
      {event === undefined ? (
        <PendingCells row={row} columns={columns} />
      ) : (
        columns.map((column) => (
          <Cell key={column} {...props} column={column} event={event} above={above} />
        ))
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

function Cell({
  column,
  event,
  above,
  effectCount,
  time,
  find,
}: Pick<EventRowProps, 'effectCount' | 'time' | 'find' | 'above'> & {
  readonly column: EventColumnId;
  readonly event: StoredEvent;
}) {
  const className = styles[column];
  switch (column) {
    case 'time':
      return (
        <span role="gridcell" className={className} title={event.timestamp}>
          {timeText(event.time, time, above?.time)}
        </span>
      );
    case 'turn':
      return (
        <span role="gridcell" className={className}>
          {event.turn_number}
        </span>
      );
    case 'type':
      return (
        <span role="gridcell" className={className}>
          <EventTypeBadge eventType={event.event_type} />
        </span>
      );
    case 'agent':
      return (
        <span role="gridcell" className={className} title={event.agent_id ?? undefined}>
          {event.agent_id ?? <span aria-label="no agent">–</span>}
        </span>
      );
    case 'kind': {
      const kind = eventKind(event);
      return (
        <span role="gridcell" className={className} title={kind ?? undefined}>
          {kind}
        </span>
      );
    }
    case 'description':
      return <Description event={event} find={find} />;
    case 'causes':
      return <Count className={className} count={event.caused_by.length} />;
    case 'effects':
      return <Count className={className} count={effectCount} />;
  }
}

/** Nothing is said of nothing: columns of zeros would hide the others. */
function Count({
  count,
  className,
}: {
  readonly count: number | undefined;
  readonly className: string | undefined;
}) {
  return (
    <span role="gridcell" className={className}>
      {count === undefined ? null : count === 0 ? (
        <span className={styles['none']}>0</span>
      ) : (
        formatCount(count)
      )}
    </span>
  );
}

function Description({ event, find }: { readonly event: StoredEvent; readonly find: string }) {
  const text = describeEvent(event);
  const isInDetails = find !== '' && hasOnlyInDetails(event, text, find);
  return (
    <span role="gridcell" className={styles['description']} title={text}>
      {isInDetails ? <mark className={styles['inDetails']}>in details</mark> : null}
      <MarkedText text={text} find={find} />
    </span>
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

/** Bars of the widths that text would have, the same ones each time. */
export function PendingCells({
  row,
  columns,
}: {
  readonly row: number;
  readonly columns: readonly EventColumnId[];
}) {
  return columns.map((column, at) => (
    <span key={column} role="gridcell" className={styles[column]}>
      {at === 0 ? <span className="visually-hidden">Loading</span> : null}
      <Skeleton width={PENDING_WIDTHS[column](row)} />
    </span>
  ));
}
