'use client';

import { formatCount } from '@/components/ui/format-count';
import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { isRoomy, widthOfText, type EventColumnId } from './event-columns';
import { planColumns } from './plan-columns';
import { timeFormat } from '@/components/event-time/time-format';
import type { RunSpan } from './run-span';
import type { TableLayout } from './table-layout';
import { timeLength, type TimeSettings } from './time-text';
import { useTableLayout } from './use-table-layout';

const features = tableFeatures({
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
});

// Rows are virtual and come from the server page by page: the table model is of columns alone.
const NO_ROWS: readonly never[] = [];

/** A column as its header needs it. */
export interface EventColumn {
  readonly id: EventColumnId;
  readonly widthPx: number;
  readonly isResizing: boolean;
  /** Begins to drag its edge. */
  readonly startResizing: (event: unknown) => void;
  readonly setWidth: (widthPx: number) => void;
  readonly resetWidth: () => void;
}

export interface EventColumns {
  readonly columns: readonly EventColumn[];
  /** The same as names, the same array for as long as they are the same. */
  readonly shown: readonly EventColumnId[];
  readonly isChosen: (column: EventColumnId) => boolean;
  readonly choose: (column: EventColumnId, isShown: boolean) => void;
  readonly reset: () => void;
  /** As CSS: the grid of a row, and its least width. */
  readonly template: string;
  readonly minWidthPx: number;
  /** What the time column tells, and how. */
  readonly time: TimeSettings;
  readonly layout: TableLayout;
  readonly changeLayout: (change: Partial<TableLayout>) => void;
}

/** In a longer run a narrow table tells times to the second. */
const LONG_RUN_MICROS = 600_000_000n;

/** Which columns there are, how wide, and how that is changed. */
export function useEventColumns(options: {
  readonly run: RunSpan;
  readonly tablePx: number | undefined;
}): EventColumns {
  const { tablePx } = options;
  const { start, end, lastTurn = 0, names } = options.run;
  const isNarrow = !isRoomy(tablePx);
  const [layout, changeLayout] = useTableLayout();
  const { time: mode } = layout;
  const time = useMemo((): TimeSettings => {
    const isLong = start !== undefined && end !== undefined && end - start >= LONG_RUN_MICROS;
    return { mode, start, format: timeFormat({ start, end }, isNarrow && isLong ? 1e6 : 1) };
  }, [mode, start, end, isNarrow]);
  const timePx = widthOfText(timeLength(time, end));
  const turnPx = widthOfText(formatCount(lastTurn).length + 1);
  const plan = useMemo(
    () => planColumns({ layout, timePx, turnPx, names, tablePx }),
    [layout, timePx, turnPx, names, tablePx],
  );
  const { shown, chosen, widths, leastWidths } = plan;
  const definitions = useMemo(
    () => [...widths].map(([id, size]) => ({ id, size, minSize: leastWidths.get(id) ?? size })),
    [widths, leastWidths],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: { columnVisibility: layout.visibility, columnSizing: layout.widths },
    onColumnVisibilityChange: (next) =>
      changeLayout({ visibility: typeof next === 'function' ? next(layout.visibility) : next }),
    onColumnSizingChange: (next) =>
      changeLayout({ widths: typeof next === 'function' ? next(layout.widths) : next }),
  });

  const columnOf = (id: EventColumnId) => table.getColumn(id);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return {
    columns: shown.map((id) => {
      const setWidth = (widthPx: number): void => {
        changeLayout({
          widths: { ...layout.widths, [id]: Math.max(leastWidths.get(id) ?? 0, widthPx) },
        });
      };
      return {
        id,
        widthPx: widths.get(id) ?? 0,
        isResizing: columnOf(id)?.getIsResizing() === true,
        startResizing: (event) => {
          headers.find((header) => header.column.id === id)?.getResizeHandler()(event);
        },
        setWidth,
        resetWidth: () => columnOf(id)?.resetSize(),
      };
    }),
    shown,
    isChosen: (id) => chosen.includes(id),
    choose: (id, isShown) => columnOf(id)?.toggleVisibility(isShown),
    reset: () => changeLayout({ visibility: {}, widths: {} }),
    template: plan.template,
    minWidthPx: plan.minWidthPx,
    time,
    layout,
    changeLayout,
  };
}
