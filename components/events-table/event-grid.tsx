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
} from 'react';
import { api } from '@/components/api';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { commandOfKey, keyAmong } from '@/components/ui/key-press';
import { rowAfterKey } from '@/components/ui/row-after-key';
import { useNote } from '@/components/ui/use-note';
import { useShortcuts } from '@/components/ui/use-shortcuts';
import { useUnclaimedKeys } from '@/components/ui/use-unclaimed-keys';
import { copyEvent, type CopyForm } from './copy-event';
import { EventRow } from './event-row';
import styles from './event-grid.module.css';
import { eventTailQuery } from './event-tail-query';
import type { EventsTableProps } from './events-table-props';
import { findCausalStep, type CausalSide } from './find-causal-step';
import { FindBar } from './find-bar';
import { findJumpRow, type JumpResult } from './find-jump-row';
import { JumpPopover } from './jump-popover';
import { readJumpTarget } from './jump-target';
import { locateEvent } from './locate-event';
import { MarkStrip } from './mark-strip';
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
import { useShortNames } from './use-short-names';
import { useGrowingRows } from './use-growing-rows';

const ROW_HEIGHT_PX = 28;
const TURN_BAND_PX = 22;

interface EventGridProps extends Omit<EventsTableProps, 'matches' | 'noMatches' | 'facets'> {
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

  const factsAt = (row: number) => {
    const event = row < 0 ? undefined : events.eventAt(row);
    return event && rowFacts(event);
  };
  const shortNamesOf = useShortNames(
    columns.columns,
    rows.flatMap(({ row }) => factsAt(row) ?? []),
  );

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
    stepCausality: (side) => void stepCausality(side),
  }));

  async function stepCausality(side: CausalSide) {
    if (selectedEventId === null) {
      say('No event is selected');
      return;
    }
    try {
      const next = await findCausalStep(api, simulation.id, selectedEventId, side);
      if ('reason' in next) {
        say(next.reason);
        return;
      }
      const row = await locateEvent(api, simulation.id, criteria, next.eventId);
      if (row === undefined) say('The filter leaves it out');
      else {
        showRow(row, 'center');
        placeAt(row, next.eventId);
      }
      onSelect(next.eventId, 'click');
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }

  const copy = async (form: CopyForm, eventId: string | undefined) => {
    if (eventId !== undefined) say(await copyEvent(form, simulation.id, eventId));
  };

  function openMenuByKey(event: Pick<Event, 'preventDefault'>) {
    event.preventDefault();
    if (activeRow === undefined) return;
    const element = document.getElementById(rowId(gridId, activeRow));
    const box = element?.getBoundingClientRect();
    if (element === null || box === undefined) return;
    const at = { clientX: box.left + 48, clientY: box.top + ROW_HEIGHT_PX - 4 };
    element.dispatchEvent(new window.MouseEvent('contextmenu', { ...CONTEXT_MENU, ...at }));
  }

  function onGridKey(event: KeyboardEvent | globalThis.KeyboardEvent) {
    if (keyAmong(event, MENU_KEYS) !== undefined) {
      openMenuByKey(event);
      return;
    }
    const selected = selectedEventId;
    const command = commandOfKey(event, SELECTED_KEYS);
    if (selected !== null && command !== undefined) {
      event.preventDefault();
      if (command === 'copy') void copy('JSON', selected);
      else props.onOpenCausality(selected);
      return;
    }
    walkByKey(event);
  }

  function walkByKey(event: KeyboardEvent | globalThis.KeyboardEvent) {
    const place = { activeRow, firstRow, total, rowsPerPage: list.rowsPerPage() };
    const next = rowAfterKey(event, place);
    if (next === undefined) return;
    event.preventDefault();
    scroller.current?.focus({ preventScroll: true });
    void walkTo(next, 'nearest', 'keyboard');
  }

  useShortcuts({ j: walkByKey, k: walkByKey });
  useUnclaimedKeys(onGridKey);

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
          const key = keyAmong(event, FIND_KEYS);
          if (key === undefined) return;
          if (key !== 'Escape') {
            event.preventDefault();
            if (!isFinding) openFind();
            else find.step(key === 'F3' ? 'next' : 'previous');
          } else if (isFinding) {
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
              onGridKey(event);
            }}
          >
            <TableHead columns={columns} />
            <div role="rowgroup" className={styles['rows']} style={{ height: list.heightPx }}>
              {rows.map(({ row, topPx, elementKey }) => {
                const event = events.eventAt(row);
                const facts = factsAt(row);
                const isMarked = event !== undefined && find.marked !== '';
                return (
                  <EventRow
                    key={elementKey}
                    id={rowId(gridId, row)}
                    row={row}
                    topPx={topPx}
                    columns={columns.shown}
                    facts={facts}
                    above={factsAt(row - 1)}
                    {...shortNamesOf(facts)}
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

const FIND_KEYS = ['F3', 'shift+F3', 'Escape'] as const;
const MENU_KEYS = ['ContextMenu', 'shift+F10'] as const;

/** What keys do with the selected event. */
const SELECTED_KEYS = new Map<string, 'open-causality' | 'copy'>([
  ['Enter', 'open-causality'],
  ['c', 'copy'],
]);

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
