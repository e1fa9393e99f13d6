'use client';

import { useQueryClient } from '@tanstack/react-query';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { api } from '@/components/api';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { copyEvent, type CopyForm } from './copy-event';
import { EventRow } from './event-row';
import styles from './event-grid.module.css';
import { eventTailQuery } from './event-tail-query';
import type { EventsTableProps } from './events-table-props';
import { FindBar } from './find-bar';
import { findJumpRow, type JumpResult } from './find-jump-row';
import { JumpPopover } from './jump-popover';
import { readJumpTarget } from './jump-target';
import { locateEvent } from './locate-event';
import { MarkStrip } from './mark-strip';
import { rowAfterKey } from '@/components/ui/row-after-key';
import { RowMenu } from './row-menu';
import { TableHead, TableToolbar } from './table-frame';
import { showsEffects } from './table-layout';
import { useCursor } from './use-cursor';
import type { EventColumns } from './use-event-columns';
import type { EventMatches } from './use-event-matches';
import { rowFacts, unshownMatch } from './row-facts';
import { useEventRows } from './use-event-rows';
import { useFind, type FoundMark } from './use-find';
import { useFollow } from './use-follow';
import { useGrowingRows } from './use-growing-rows';
import { useNote } from './use-note';

const ROW_HEIGHT_PX = 28;
const TURN_BAND_PX = 22;

interface EventGridProps extends Omit<EventsTableProps, 'matches' | 'noMatches'> {
  /** At least one. */
  readonly matches: EventMatches;
  readonly columns: EventColumns;
}

export function EventGrid({ handle, columns, matches, ...props }: EventGridProps) {
  const { simulation, criteria, selectedEventId, isFollowing } = props;
  const { onSelect, onFirstRowChange, onFindChange, onFollowingChange } = props;
  const client = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const findField = useRef<HTMLInputElement>(null);
  const gridId = useId();
  const [note, say] = useNote();
  const [isJumping, setJumping] = useState(false);
  const [isFinding, setFinding] = useState(props.find !== null);
  const [menuRow, setMenuRow] = useState<number | null>(null);
  const countsEffects = showsEffects(columns.layout);

  const { pausedAt, pause, follow: resume } = useFollow(isFollowing, onFollowingChange);
  const shownTotal = useRef(matches.total);
  const follow = useCallback(async () => {
    // Its rows first: the end is shown with them, not before them.
    const end = { ...eventTailQuery(simulation.id, criteria, countsEffects), staleTime: 0 };
    await client.query(end).catch(() => undefined);
    resume();
  }, [client, simulation.id, criteria, countsEffects, resume]);
  const isPaused = pausedAt !== null;
  const onPinnedChange = useCallback(
    (isPinned: boolean) => {
      if (!isPinned) pause(shownTotal.current);
      else if (isPaused) resume();
    },
    [pause, isPaused, resume],
  );

  const growing = useGrowingRows({
    ...{ scroller, simulationId: simulation.id, criteria, matches, countsEffects },
    ...{ rowHeightPx: ROW_HEIGHT_PX, headerPx: ROW_HEIGHT_PX + TURN_BAND_PX },
    ...{ initialRow: props.initialRow, isFollowing, onPinnedChange },
  });
  const { list, total, tail, showsEnd, endsFrom } = growing;
  const { firstRow, lastRow, rows, scrollToRow, isScrolling } = list;
  const events = useEventRows(simulation.id, criteria, {
    firstRow: rows[0]?.row ?? firstRow,
    lastRow: Math.min(rows.at(-1)?.row ?? lastRow, total - 1),
    ...{ total, isScrolling, countsEffects, tail, showsEnd, endsFrom },
  });
  useEffect(() => {
    shownTotal.current = total;
  }, [total]);

  const cursor = useCursor(selectedEventId);
  const activeRow =
    cursor.row ??
    (selectedEventId === null
      ? undefined
      : rows.find(({ row }) => events.eventAt(row)?.event_id === selectedEventId)?.row);
  const isActiveRendered = rows.some(({ row }) => row === activeRow);
  const { time } = columns;

  // The address bar keeps the place.
  useEffect(() => onFirstRowChange(firstRow), [firstRow, onFirstRowChange]);

  /** Brings a row into view; whoever follows and goes elsewhere is no longer following. */
  const showRow = useCallback(
    (row: number, align: 'nearest' | 'start' | 'center') => {
      if (isFollowing && row < shownTotal.current - 1) pause(shownTotal.current);
      scrollToRow(row, align);
    },
    [isFollowing, pause, scrollToRow],
  );

  const openFind = useCallback(() => {
    setFinding(true);
    // The bar is there in the next frame, or already.
    requestAnimationFrame(() => findField.current?.select());
  }, []);
  const { forget } = cursor;
  const { placeAt } = cursor;
  const pick = useCallback(
    (row: number, eventId: string) => {
      placeAt(row, eventId);
      onSelect(eventId, 'click');
    },
    [placeAt, onSelect],
  );

  const walkTo = (row: number, align: 'nearest' | 'center', by: 'click' | 'keyboard') => {
    showRow(row, align);
    return cursor.walkTo(
      row,
      () => events.loadEvent(row),
      (eventId) => onSelect(eventId, by),
    );
  };

  const showMark = useCallback(
    ({ offset, event_id }: FoundMark, { selects }: { readonly selects: boolean }) => {
      showRow(offset, 'center');
      if (!selects) return;
      placeAt(offset, event_id);
      onSelect(event_id, 'keyboard');
    },
    [showRow, placeAt, onSelect],
  );
  const find = useFind({
    ...{ simulationId: simulation.id, criteria, find: props.find, onFindChange, showMark },
    currentRow: () => activeRow ?? firstRow,
  });
  const closeFind = () => {
    setFinding(false);
    onFindChange(null);
    scroller.current?.focus();
  };

  async function jump(text: string): Promise<JumpResult> {
    const target = readJumpTarget(text, time.start);
    if (target === undefined) return { reason: 'That is no turn, time or row.' };
    try {
      const result = await findJumpRow(api, simulation.id, criteria, target, total);
      if (result.row !== undefined) void walkTo(result.row, 'center', 'click');
      return result;
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  }

  useImperativeHandle(handle, () => ({
    showRow: (row, align) => {
      forget();
      showRow(row, align);
    },
    openFind,
    openJump: () => setJumping(true),
    goTo: async (text) => {
      const { reason } = await jump(text);
      if (reason !== undefined) say(reason);
    },
  }));

  async function stepCausality(end: 'upstream' | 'downstream') {
    if (selectedEventId === null) return;
    try {
      const chain = await api.getCausality(simulation.id, selectedEventId, { depth: 1 });
      const next = chain[end][0];
      if (next === undefined) {
        say(end === 'upstream' ? 'It names no cause' : 'It has no effect');
        return;
      }
      const row = await locateEvent(api, simulation.id, criteria, next.event_id);
      if (row === undefined) say('The filter leaves it out');
      else {
        showRow(row, 'center');
        placeAt(row, next.event_id);
      }
      onSelect(next.event_id, 'click');
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }

  const copy = async (form: CopyForm, eventId: string | undefined) => {
    if (eventId !== undefined) say(await copyEvent(form, simulation.id, eventId));
  };

  function openMenuByKey(event: KeyboardEvent | MouseEvent) {
    event.preventDefault();
    if (activeRow === undefined) return;
    const element = document.getElementById(rowId(gridId, activeRow));
    const box = element?.getBoundingClientRect();
    if (element === null || box === undefined) return;
    const at = { clientX: box.left + 48, clientY: box.top + ROW_HEIGHT_PX - 4 };
    element.dispatchEvent(new window.MouseEvent('contextmenu', { ...CONTEXT_MENU, ...at }));
  }

  function onGridKey(event: KeyboardEvent) {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      openMenuByKey(event);
      return;
    }
    const selected = selectedEventId ?? undefined;
    const commands: Readonly<Record<string, (() => void) | undefined>> = {
      Enter: selected === undefined ? undefined : () => props.onOpenCausality(selected),
      '/': openFind,
      g: () => setJumping(true),
      c: selected === undefined ? undefined : () => void copy('JSON', selected),
      '[': () => void stepCausality('upstream'),
      ']': () => void stepCausality('downstream'),
    };
    const command = commands[event.key];
    if (command !== undefined) {
      event.preventDefault();
      command();
      return;
    }
    const place = { activeRow, firstRow, total, rowsPerPage: list.rowsPerPage() };
    const next = rowAfterKey(event.key, place);
    if (next === undefined) return;
    event.preventDefault();
    void walkTo(next, 'nearest', 'keyboard');
  }

  const menuEvent = menuRow === null ? undefined : events.eventAt(menuRow);
  const turn = events.eventAt(firstRow)?.turn_number;
  const newCount = pausedAt === null ? 0 : total - pausedAt;
  return (
    <>
      <TableToolbar
        readout={
          firstRow === lastRow
            ? `row ${formatCount(firstRow + 1)} of ${formatCount(total)}`
            : `rows ${formatCount(firstRow + 1)}–${formatCount(lastRow + 1)} of ${formatCount(total)}`
        }
        note={note}
        actions={
          <>
            <Button
              variant={isFollowing ? 'primary' : 'quiet'}
              aria-pressed={isFollowing}
              title="Keep the end in view as events come"
              onClick={() => (isFollowing ? onFollowingChange(false) : void follow())}
            >
              Follow
            </Button>
            <Button
              variant="quiet"
              aria-expanded={isFinding}
              title="Find text in these rows (/)"
              onClick={isFinding ? closeFind : openFind}
            >
              Find
            </Button>
            <JumpPopover
              isOpen={isJumping}
              onOpenChange={setJumping}
              onJump={jump}
              returnTo={scroller}
            />
          </>
        }
      >
        {props.toolbar}
      </TableToolbar>
      {events.error === null ? null : (
        <div className={styles['failure']} role="alert">
          <span>Some rows could not be loaded: {events.error.message}</span>
          <Button onClick={events.retry}>Try again</Button>
        </div>
      )}
      <div
        className={styles['frame']}
        onKeyDown={(event) => {
          // What is opened from here, in a portal, has keys of its own.
          if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target))
            return;
          if (event.key === 'F3') {
            event.preventDefault();
            if (!isFinding) openFind();
            else find.step(event.shiftKey ? 'previous' : 'next');
          } else if (event.key === 'Escape' && isFinding) {
            event.preventDefault();
            closeFind();
          }
        }}
      >
        <RowMenu
          isReady={menuEvent !== undefined}
          onOpenChange={(isOpen) => {
            if (!isOpen) setMenuRow(null);
          }}
          onCopy={(form) => void copy(form, menuEvent?.event_id)}
          onOpenCausality={() => {
            if (menuEvent !== undefined) props.onOpenCausality(menuEvent.event_id);
          }}
        >
          <div
            ref={scroller}
            className={styles['scroller']}
            role="grid"
            aria-label="Events"
            aria-rowcount={total + 1}
            aria-activedescendant={
              activeRow !== undefined && isActiveRendered ? rowId(gridId, activeRow) : undefined
            }
            tabIndex={0}
            onContextMenu={(event) => {
              const row = rowOf(event.target);
              if (row !== undefined) setMenuRow(row);
              else openMenuByKey(event);
            }}
            onKeyDown={(event) => {
              // Headers and menus have keys of their own.
              if (event.target !== event.currentTarget) return;
              if (!event.ctrlKey && !event.metaKey && !event.altKey) onGridKey(event);
            }}
          >
            <TableHead columns={columns} />
            <div role="rowgroup" className={styles['rows']} style={{ height: list.heightPx }}>
              {rows.map(({ row, topPx, elementKey }) => {
                const event = events.eventAt(row);
                const above = row === 0 ? undefined : events.eventAt(row - 1);
                const isMarked = event !== undefined && find.marked !== '';
                return (
                  <EventRow
                    key={elementKey}
                    id={rowId(gridId, row)}
                    row={row}
                    topPx={topPx}
                    columns={columns.shown}
                    facts={event && rowFacts(event)}
                    above={above && rowFacts(above)}
                    eventId={event?.event_id}
                    effectCount={events.effectsAt(row)}
                    time={time}
                    find={find.marked}
                    unshownMatch={isMarked ? unshownMatch(event, find.marked) : undefined}
                    isFound={find.mark?.offset === row}
                    isSelected={event !== undefined && event.event_id === selectedEventId}
                    isActive={row === activeRow}
                    hasMenu={row === menuRow}
                    onPick={pick}
                    onOpenCausality={props.onOpenCausality}
                  />
                );
              })}
            </div>
          </div>
        </RowMenu>
        {isActiveRendered ? null : <div className={styles['focusRing']} />}
        <div className={styles['turnBand']}>
          {turn === undefined ? 'turn …' : `turn ${formatCount(turn)}`}
        </div>
        {isFinding ? <FindBar find={find} field={findField} onClose={closeFind} /> : null}
        {find.marks === undefined ? null : (
          <MarkStrip marks={find.marks} shareOfRow={list.shareOfRow} />
        )}
        {newCount > 0 ? (
          <button type="button" className={styles['pill']} onClick={() => void follow()}>
            {formatCount(newCount)} new <span aria-hidden="true">↓</span>
          </button>
        ) : null}
      </div>
    </>
  );
}

const CONTEXT_MENU = { bubbles: true, cancelable: true, button: 2 } as const;

function rowId(gridId: string, row: number): string {
  return `${gridId}-row-${row}`;
}

/** The row that was pointed at; `undefined` when it was none. */
function rowOf(target: EventTarget): number | undefined {
  const element = target instanceof Element ? target.closest('[data-row]') : null;
  const row = element?.getAttribute('data-row');
  return row === null || row === undefined ? undefined : Number(row);
}
