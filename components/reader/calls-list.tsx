'use client';

import { useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { walkByKey } from '@/components/commands/row-commands';
import { FailedSign } from '@/components/event-type/failed-sign';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { rowAfterStep } from '@/components/ui/row-after-step';
import { shownName } from '@/components/ui/shown-text';
import { useVirtualRows } from '@/components/ui/use-virtual-rows';
import styles from './calls-list.module.css';
import type { CallList, ListedCall } from './find-calls';

const ROW_HEIGHT_PX = 28;
/** More rows than this take too long to print. */
const MOST_PRINTED = 500;

/** The calls of an agent, one a line. It is one tab stop; arrow keys move from call to call. */
export function CallsList({
  title,
  list: { calls, from, total },
  currentId,
  onSelect,
}: {
  /** For example `Calls of juno_trader`. */
  readonly title: string;
  readonly list: CallList;
  readonly currentId: string;
  readonly onSelect: (eventId: string) => void;
}) {
  const titleId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const current = calls.findIndex(({ eventId }) => eventId === currentId);
  const rows = useVirtualRows({
    scroller,
    rowCount: calls.length,
    rowHeightPx: ROW_HEIGHT_PX,
    headerPx: ROW_HEIGHT_PX,
    initialRow: Math.max(0, current - 8),
    printedPage: MOST_PRINTED,
    isPinned: false,
    onPinnedChange: ignore,
  });
  const { scrollToRow } = rows;

  // The browser's scroll position.
  useLayoutEffect(() => {
    if (current !== -1) scrollToRow(current);
  }, [current, scrollToRow]);

  const select = (row: number) => {
    const call = calls[row];
    if (call !== undefined) onSelect(call.eventId);
  };
  const onKeyDown = (press: KeyboardEvent) => {
    const { firstRow, rowsPerPage } = rows;
    const isHandled = walkByKey(press, {
      walk: (step) =>
        select(
          rowAfterStep(step, {
            activeRow: current === -1 ? undefined : current,
            firstRow,
            total: calls.length,
            rowsPerPage: rowsPerPage(),
          }),
        ),
    });
    if (isHandled) press.stopPropagation();
  };
  const failed = calls.flatMap(({ outcome }, row) => (outcome === 'failed' ? [row] : []));
  const longest = calls.reduce(
    (most, { latencyMs = 0, limitMs = 0 }) => Math.max(most, latencyMs, limitMs),
    0,
  );
  const has = {
    tokens: calls.some(({ tokensIn, tokensOut }) => (tokensIn ?? tokensOut) !== undefined),
    latency: calls.some(({ latencyMs }) => latencyMs !== undefined),
  };
  const isCut = calls.length < total;
  return (
    <section className={styles['calls']} aria-labelledby={titleId}>
      <header className={styles['top']}>
        <h3 id={titleId} className={styles['title']}>
          {title}
        </h3>
        {failed.length === 0 ? null : (
          <Button
            className={styles['failures'] ?? ''}
            title="Go to the next failed call"
            onClick={() => select(failed.find((row) => row > current) ?? failed[0] ?? 0)}
          >
            <FailedSign /> {formatCount(failed.length)} failed
          </Button>
        )}
      </header>
      {isCut ? (
        <p className={styles['cut']}>
          {formatCount(from + 1)}–{formatCount(from + calls.length)} of {formatCount(total)}
        </p>
      ) : null}
      <div
        ref={scroller}
        className={styles['scroller']}
        role="listbox"
        aria-labelledby={titleId}
        aria-activedescendant={
          rows.rows.some(({ row }) => row === current) ? `${titleId}-${String(current)}` : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={styles['headings']} role="presentation" aria-hidden="true">
          <span className={styles['turn']}>turn</span>
          <span className={styles['tokens']}>{has.tokens ? 'tokens' : ''}</span>
          <span className={styles['bar']}>{has.latency ? 'latency' : ''}</span>
          <span className={styles['ms']}>{has.latency ? 'ms' : ''}</span>
        </div>
        <div className={styles['rows']} style={{ height: rows.heightPx }} role="presentation">
          {rows.rows.map(({ row, topPx }) => {
            const call = calls[row];
            return call === undefined ? null : (
              <div
                key={call.eventId}
                id={`${titleId}-${String(row)}`}
                className={styles['call']}
                style={{ top: topPx }}
                role="option"
                aria-selected={row === current}
                aria-setsize={total}
                aria-posinset={from + row + 1}
                data-outcome={call.outcome}
                onClick={() => onSelect(call.eventId)}
              >
                <span className="visually-hidden">{labelOf(call)}</span>
                <CallCells call={call} longest={longest} />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function CallCells({ call, longest }: { readonly call: ListedCall; readonly longest: number }) {
  const { turn, outcome, latencyMs, attempt } = call;
  const tokens = tokensOf(call);
  return (
    <>
      <span className={styles['turn']} aria-hidden="true">
        {formatCount(turn)}
      </span>
      <span className={styles['outcome']} aria-hidden="true">
        {outcome === 'failed' ? <FailedSign /> : outcome === 'ok' ? '✓' : ''}
      </span>
      <span className={styles['tokens']} aria-hidden="true">
        {outcome === 'failed'
          ? `failed${attempt === undefined ? '' : `, try ${formatCount(attempt)}`}`
          : tokens === undefined
            ? ''
            : formatCount(tokens)}
      </span>
      <span className={styles['bar']} aria-hidden="true">
        {latencyMs === undefined ? null : (
          <span className={styles['track']}>
            <span
              className={styles['length']}
              style={{ width: `${String(longest === 0 ? 0 : (100 * latencyMs) / longest)}%` }}
            />
          </span>
        )}
      </span>
      <span className={styles['ms']} aria-hidden="true">
        {latencyMs === undefined ? '' : formatCount(Math.round(latencyMs))}
      </span>
    </>
  );
}

function labelOf(call: ListedCall): string {
  const { turn, outcome, attempt, latencyMs, error } = call;
  const tokens = tokensOf(call);
  return [
    `turn ${formatCount(turn)}`,
    ...(outcome === 'failed'
      ? [`failed${error === undefined ? '' : ` by ${shownName(error, 40)}`}`]
      : []),
    ...(outcome === 'ok' ? ['answered'] : []),
    ...(attempt === undefined || (attempt === 1 && outcome !== 'failed')
      ? []
      : [`try ${formatCount(attempt)}`]),
    ...(tokens === undefined ? [] : [`${formatCount(tokens)} tokens`]),
    ...(latencyMs === undefined ? [] : [`${formatCount(Math.round(latencyMs))} ms`]),
  ].join(', ');
}

function tokensOf({ tokensIn, tokensOut }: ListedCall): number | undefined {
  return tokensIn === undefined && tokensOut === undefined
    ? undefined
    : (tokensIn ?? 0) + (tokensOut ?? 0);
}

function ignore(): void {
  // The list does not follow its end.
}
