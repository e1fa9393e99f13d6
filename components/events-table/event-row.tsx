import { memo } from 'react';
import { calendarDay, clockTime } from '@/components/event-time/event-time';
import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { classNames } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import styles from './event-row.module.css';

interface EventRowProps {
  readonly id: string;
  /** Counted from 0 over all matches. */
  readonly row: number;
  readonly topPx: number;
  /** `undefined` while it is on its way. */
  readonly event: StoredEvent | undefined;
  readonly isSelected: boolean;
  /** Whether the keyboard is here. */
  readonly isActive: boolean;
  readonly showsDay: boolean;
  readonly onPick: (row: number, eventId: string) => void;
}

/** One event, one line. */
export const EventRow = memo(function EventRow({
  id,
  row,
  topPx,
  event,
  isSelected,
  isActive,
  showsDay,
  onPick,
}: EventRowProps) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      data-active={isActive ? '' : undefined}
      className={classNames(
        styles['row'],
        isSelected && styles['selected'],
        isActive && styles['active'],
      )}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={event === undefined ? undefined : () => onPick(row, event.event_id)}
    >
      {event === undefined ? (
        <PendingCells row={row} />
      ) : (
        <Cells event={event} showsDay={showsDay} />
      )}
    </div>
  );
});

function Cells({ event, showsDay }: { readonly event: StoredEvent; readonly showsDay: boolean }) {
  const kind = eventKind(event);
  const clock = clockTime(event.time);
  const description = describeEvent(event);
  return (
    <>
      <span role="gridcell" className={styles['time']} title={event.timestamp}>
        {showsDay ? `${calendarDay(event.time).slice(5)} ` : ''}
        {clock.slice(0, 8)}
        <span className={styles['fraction']}>{clock.slice(8)}</span>
      </span>
      <span role="gridcell" className={styles['turn']}>
        {event.turn_number}
      </span>
      <span role="gridcell" className={styles['type']}>
        <EventTypeBadge eventType={event.event_type} />
      </span>
      <span role="gridcell" className={styles['agent']} title={event.agent_id ?? undefined}>
        {event.agent_id ?? <span aria-label="no agent">–</span>}
      </span>
      <span role="gridcell" className={styles['kind']} title={kind ?? undefined}>
        {kind}
      </span>
      <span role="gridcell" className={styles['description']} title={description}>
        {description}
      </span>
    </>
  );
}

/** Bars of the widths that text would have, the same ones each time. */
export function PendingCells({ row }: { readonly row: number }) {
  return (
    <>
      <span role="gridcell" className={styles['time']}>
        <span className="visually-hidden">Loading</span>
        <Skeleton width="100px" />
      </span>
      <span role="gridcell" className={styles['turn']}>
        <Skeleton width="20px" />
      </span>
      <span role="gridcell" className={styles['type']}>
        <Skeleton width="64px" />
      </span>
      <span role="gridcell" className={styles['agent']}>
        <Skeleton width="80px" />
      </span>
      <span role="gridcell" className={styles['kind']}>
        <Skeleton width={`${50 + ((row * 29) % 40)}px`} />
      </span>
      <span role="gridcell" className={styles['description']}>
        <Skeleton width={`${25 + ((row * 37) % 45)}%`} />
      </span>
    </>
  );
}
