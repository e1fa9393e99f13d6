'use client';

import { formatCount } from '@/components/ui/format-count';
import { useId, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { classNames } from '@/components/ui/class-names';
import { runByFocusKey } from '@/components/commands/command';
import { walkByKey } from '@/components/commands/row-commands';
import { rowAfterStep } from '@/components/ui/row-after-step';
import { useVirtualRows } from '@/components/ui/use-virtual-rows';
import { extremePoint } from './extreme-point';
import { STATE_COMMANDS } from './state-commands';
import type { StateRow } from './state-rows';
import type { StateTableActions } from './state-table-actions';
import { StateTableRow } from './state-table-row';
import styles from './state-table.module.css';
import type { TurnRange } from './turn-range';
import { useSparklines } from './use-sparklines';
import { writeVariableKey } from '@/lib/replay/variable-key';
import type { WorldState } from './world-state';

/** More rows than this take too long to print. */
const MOST_PRINTED = 2000;
const ROW_HEIGHT_PX = 28;

/** The state as a tree of variables. It is one tab stop; arrow keys move inside. */
export function StateTable({
  simulationId,
  state,
  rows,
  range,
  charted,
  canChartMore,
  selectedEventId,
  actions,
  onSearch,
  onCompare,
  against,
}: {
  readonly simulationId: string;
  readonly state: WorldState;
  /** At least one. */
  readonly rows: readonly StateRow[];
  readonly range: TurnRange;
  /** The keys of the charted variables, in their order. */
  readonly charted: readonly string[];
  readonly canChartMore: boolean;
  readonly selectedEventId: string | null;
  readonly actions: StateTableActions;
  /** The reader wants to search for a name. */
  readonly onSearch: () => void;
  /** The reader wants to compare with another turn. */
  readonly onCompare: () => void;
  /** The turn of the old values in a comparison. */
  readonly against: number | undefined;
}) {
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [initialRow] = useState(() => Math.max(0, rowOfEvent(rows, selectedEventId) - 4));
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const list = useVirtualRows({
    scroller,
    rowCount: rows.length,
    rowHeightPx: ROW_HEIGHT_PX,
    headerPx: ROW_HEIGHT_PX,
    initialRow,
    printedPage: MOST_PRINTED,
    isPinned: false,
    onPinnedChange: ignore,
  });
  const { firstRow, lastRow, scrollToRow, rowsPerPage } = list;
  const sparklines = useSparklines(simulationId, keysInView(rows, firstRow, lastRow));

  const activeAt = useMemo(() => rows.findIndex(({ key }) => key === activeKey), [rows, activeKey]);
  const activeRow = activeAt === -1 ? undefined : activeAt;
  const isActiveRendered = list.rows.some(({ row }) => row === activeRow);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const row = activeRow === undefined ? undefined : rows[activeRow];
    const series = row?.kind === 'value' ? sparklines.get(writeVariableKey(row.value)) : undefined;
    const extremeId = extremePoint(series)?.event_id;
    const target = { row, extremeId, actions, search: onSearch, compare: onCompare };
    if (runByFocusKey(STATE_COMMANDS, target, event)) return;
    walkByKey(event, {
      walk(step) {
        const place = { activeRow, firstRow, total: rows.length, rowsPerPage: rowsPerPage() };
        const next = rowAfterStep(step, place);
        setActiveKey(rows[next]?.key ?? null);
        scrollToRow(next);
      },
    });
  };

  const measures: CSSProperties & Record<`--${string}`, number> = {
    '--set-length': `turn ${formatCount(range.last)}`.length,
  };

  return (
    <div
      ref={scroller}
      className={classNames(styles['scroller'], against !== undefined && styles['compared'])}
      style={measures}
      role="treegrid"
      aria-label={`State at the end of turn ${formatCount(state.turn)}`}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={isActiveRendered ? `${gridId}-${String(activeRow)}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles['head']}>
        <div role="row" aria-rowindex={1} className={styles['headings']}>
          <span role="columnheader">
            <span className="visually-hidden">Chart</span>
          </span>
          <span role="columnheader">variable</span>
          {against === undefined ? null : (
            <span role="columnheader" className={styles['right']}>
              turn {formatCount(against)}
            </span>
          )}
          <span role="columnheader" className={styles['right']}>
            {against === undefined ? 'value' : `turn ${formatCount(state.turn)}`}
          </span>
          <span role="columnheader">
            {against === undefined ? `change in turn ${formatCount(state.turn)}` : 'change'}
          </span>
          <span role="columnheader" className={styles['origin']}>
            set
          </span>
          {against === undefined ? (
            <span role="columnheader" className={styles['history']}>
              over the run
            </span>
          ) : null}
        </div>
      </div>
      <div role="rowgroup" className={styles['rows']} style={{ height: list.heightPx }}>
        {list.rows.map(({ row, topPx }) => {
          const content = rows[row];
          if (content === undefined) return null;
          return (
            <StateTableRow
              key={content.key}
              id={`${gridId}-${row}`}
              index={row}
              topPx={topPx}
              row={content}
              turn={state.turn}
              isCompared={against !== undefined}
              range={range}
              series={
                content.kind === 'value'
                  ? sparklines.get(writeVariableKey(content.value))
                  : undefined
              }
              chartAt={
                content.kind === 'value' ? charted.indexOf(writeVariableKey(content.value)) : -1
              }
              canChart={canChartMore}
              isActive={row === activeRow}
              isSelected={
                content.kind === 'value' &&
                selectedEventId !== null &&
                content.value.event_id === selectedEventId
              }
              onActivate={setActiveKey}
              actions={actions}
            />
          );
        })}
      </div>
    </div>
  );
}

function keysInView(rows: readonly StateRow[], first: number, last: number): readonly string[] {
  return rows
    .slice(first, last + 1)
    .flatMap((row) => (row.kind === 'value' ? [writeVariableKey(row.value)] : []));
}

function rowOfEvent(rows: readonly StateRow[], eventId: string | null): number {
  if (eventId === null) return 0;
  return rows.findIndex((row) => row.kind === 'value' && row.value.event_id === eventId);
}

function ignore(): void {
  // The table does not follow its end.
}
