'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { keyHint } from '@/components/commands/key-hint';
import { walkByKey } from '@/components/commands/row-commands';
import { Button } from '@/components/ui/button';
import { countOf, formatCount } from '@/components/ui/format-count';
import { isKey } from '@/components/ui/key-press';
import { Notice } from '@/components/ui/notice';
import { rowAfterStep } from '@/components/ui/row-after-step';
import { Skeleton } from '@/components/ui/skeleton';
import type { ComparedEvents } from '@/lib/api/client';
import type { ServerData } from '@/components/server-data';
import { NEXT_COMMAND, PREVIOUS_COMMAND } from './compare-commands';
import { PAGE_ROWS } from './comparison-query';
import styles from './event-pairs.module.css';
import { PairRow, sideToOpen } from './pair-row';
import { eventLink } from './run-links';
import { SIDES, type Both } from './side';
import { SideLetter } from './side-letter';

const ROWS_PER_PAGE = 10;

/** The events of the turn under the cursor, side by side, page by page. */
export function EventPairs({
  runIds,
  turn,
  events,
  isOnlyDifferences,
  selected,
  page,
  onToggleOnly,
  onSelect,
  onPage,
  onStep,
}: {
  readonly runIds: Both<string>;
  readonly turn: number;
  readonly events: ServerData<ComparedEvents>;
  readonly isOnlyDifferences: boolean;
  /** The place of the selected row; `null` without one. */
  readonly selected: number | null;
  /** From 1. */
  readonly page: number;
  readonly onToggleOnly: () => void;
  readonly onSelect: (place: number) => void;
  readonly onPage: (page: number) => void;
  readonly onStep: (step: 'next' | 'previous') => void;
}) {
  const data = events.state === 'ready' ? events.data : undefined;
  return (
    <section id="compared-events" className={styles['pairs']} aria-label="Events side by side">
      <div className={styles['bar']}>
        <h2 className={styles['title']}>
          turn {formatCount(turn)}
          {SIDES.map((side) => (
            <span key={side} className={styles['count']}>
              <SideLetter side={side} />{' '}
              {data?.turn === turn ? countOf(data.counts[side], 'event') : '…'}
            </span>
          ))}
        </h2>
        <div className={styles['buttons']}>
          <Button aria-pressed={isOnlyDifferences} onClick={onToggleOnly}>
            Only differences
          </Button>
          <Button onClick={() => onStep('previous')} {...keyHint(PREVIOUS_COMMAND)}>
            <span aria-hidden="true">‹</span>
            <span className="visually-hidden">Previous difference</span>
            <kbd>N</kbd>
          </Button>
          <Button onClick={() => onStep('next')} {...keyHint(NEXT_COMMAND)}>
            <kbd>n</kbd> Next <span className="visually-hidden">difference</span>
            <span aria-hidden="true">›</span>
          </Button>
        </div>
      </div>
      <Rows
        runIds={runIds}
        turn={turn}
        events={events}
        isOnlyDifferences={isOnlyDifferences}
        selected={selected}
        onSelect={onSelect}
      />
      {data === undefined || data.total <= PAGE_ROWS ? null : (
        <div className={styles['pages']} role="group" aria-label="Pages of rows">
          <Button disabled={page <= 1} onClick={() => onPage(page - 1)}>
            Back
          </Button>
          <span role="status">
            rows {formatCount((page - 1) * PAGE_ROWS + 1)}–
            {formatCount((page - 1) * PAGE_ROWS + data.rows.length)} of {formatCount(data.total)}
            {data.truncated ? ', the first of a longer turn' : ''}
          </span>
          <Button disabled={!data.has_more} onClick={() => onPage(page + 1)}>
            Next page
          </Button>
        </div>
      )}
    </section>
  );
}

function Rows({
  runIds,
  turn,
  events,
  isOnlyDifferences,
  selected,
  onSelect,
}: {
  readonly runIds: Both<string>;
  readonly turn: number;
  readonly events: ServerData<ComparedEvents>;
  readonly isOnlyDifferences: boolean;
  readonly selected: number | null;
  readonly onSelect: (place: number) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const data = events.state === 'ready' ? events.data : undefined;

  // The scroll position: the selected row stays in view, and the page does not move.
  useEffect(() => {
    const scroller = grid.current;
    const row = scroller?.querySelector<HTMLElement>('[aria-selected=true]');
    if (scroller === null || row === null || row === undefined) return;
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
    const head = scroller.querySelector<HTMLElement>('[data-head]')?.offsetHeight ?? 0;
    const isInView =
      top >= scroller.scrollTop + head && bottom <= scroller.scrollTop + scroller.clientHeight;
    if (!isInView) scroller.scrollTop = top - head - (scroller.clientHeight - head) / 3;
  }, [selected, data]);

  if (events.state === 'failed') {
    return (
      <Notice title="The events could not be loaded" tone="danger">
        <p>{events.error.message}</p>
        <p>
          <Button onClick={events.retry}>Try again</Button>
        </p>
      </Notice>
    );
  }
  if (data === undefined) {
    return (
      <div className={styles['pending']} aria-busy="true">
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} />
        ))}
      </div>
    );
  }
  if (data.rows.length === 0) {
    return (
      <Notice
        title={
          isOnlyDifferences && data.same_after > 0
            ? `No difference in turn ${formatCount(turn)}`
            : `No events in turn ${formatCount(turn)}`
        }
      >
        {data.same_after > 0 ? <p>All {countOf(data.same_after, 'row')} are the same.</p> : null}
      </Notice>
    );
  }
  const at = data.rows.findIndex(({ place }) => place === selected);
  const goByKey = (event: KeyboardEvent) => {
    const row = data.rows[at];
    if (isKey(event, 'Enter') && event.target === grid.current && row !== undefined) {
      event.preventDefault();
      const side = sideToOpen(row);
      const eventId = row[side]?.event_id;
      if (eventId !== undefined) router.push(eventLink(runIds[side], eventId));
      return;
    }
    walkByKey(event, {
      walk(step) {
        const activeRow = at === -1 ? undefined : at;
        const place = { activeRow, firstRow: 0, total: data.rows.length };
        const next = data.rows[rowAfterStep(step, { ...place, rowsPerPage: ROWS_PER_PAGE })];
        if (next !== undefined) onSelect(next.place);
      },
    });
  };
  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Events side by side"
      aria-rowcount={data.total + 1}
      aria-activedescendant={at === -1 ? undefined : rowId(selected)}
      tabIndex={0}
      className={styles['grid']}
      data-stale={data.turn === turn ? undefined : ''}
      onKeyDown={goByKey}
    >
      <div role="row" className={styles['head']} data-head="">
        <span role="columnheader">
          <SideLetter side="a" />
        </span>
        <span role="columnheader">how</span>
        <span role="columnheader">
          <SideLetter side="b" />
        </span>
      </div>
      {data.rows.map((row) => (
        <RowWithFold
          key={row.place}
          row={row}
          runIds={runIds}
          isSelected={row.place === selected}
          onSelect={onSelect}
        />
      ))}
      {isOnlyDifferences && !data.has_more ? <Fold count={data.same_after} /> : null}
    </div>
  );
}

function RowWithFold(props: {
  readonly row: ComparedEvents['rows'][number];
  readonly runIds: Both<string>;
  readonly isSelected: boolean;
  readonly onSelect: (place: number) => void;
}) {
  return (
    <>
      <Fold count={props.row.same_before} />
      <PairRow {...props} id={rowId(props.row.place)} />
    </>
  );
}

/** Rows that are the same and left out. */
function Fold({ count }: { readonly count: number }) {
  if (count === 0) return null;
  const text = `${countOf(count, 'event')}, folded`;
  return (
    <div role="row" className={styles['fold']}>
      <div role="gridcell">{text}</div>
      <div role="gridcell" className={styles['how']}>
        <span className={styles['sign']} aria-hidden="true">
          =
        </span>{' '}
        same
      </div>
      <div role="gridcell">{text}</div>
    </div>
  );
}

function rowId(place: number | null): string {
  return `pair-${String(place)}`;
}
