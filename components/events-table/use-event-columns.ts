'use client';

import { formatCount } from '@/components/ui/format-count';
import { useMemo } from 'react';
import {
  isFieldColumn,
  isRoomy,
  widthOfText,
  type ColumnId,
  type FieldColumnId,
} from './event-columns';
import { planColumns } from './plan-columns';
import { timeFormat } from '@/components/event-time/time-format';
import type { RunSpan } from './run-span';
import { MAX_WIDTH_PX, type TableLayout } from './table-layout';
import { timeLength, type TimeSettings } from './time-text';
import type { FieldFacts } from './use-field-facts';
import { useTableLayout } from './use-table-layout';

/** A column, for its header. */
export interface EventColumn {
  readonly id: ColumnId;
  /** Whether its values are numbers, which stand at the right. */
  readonly isNumber: boolean;
  readonly widthPx: number;
  readonly setWidth: (widthPx: number) => void;
  readonly resetWidth: () => void;
}

export interface EventColumns {
  readonly columns: readonly EventColumn[];
  /** The names of the shown columns; equal names are the same array. */
  readonly shown: readonly ColumnId[];
  readonly isChosen: (column: ColumnId) => boolean;
  readonly choose: (column: ColumnId, isShown: boolean) => void;
  readonly reset: () => void;
  /** The columns of fields, in their order. */
  readonly fields: readonly FieldColumnId[];
  readonly changeFields: (fields: readonly FieldColumnId[]) => void;
  /** As CSS: the grid of a row, and its minimum width. */
  readonly template: string;
  readonly minWidthPx: number;
  /** The content and the format of the time column. */
  readonly time: TimeSettings;
  readonly layout: TableLayout;
  readonly changeLayout: (change: Partial<TableLayout>) => void;
}

/** In a longer run, a narrow table shows times to the second. */
const LONG_RUN_MICROS = 600_000_000n;

/** The columns, their widths, and functions to change them. */
export function useEventColumns(options: {
  readonly run: RunSpan;
  /** Facts about the columns of fields. */
  readonly facts: FieldFacts;
  readonly onFieldsChange: (fields: readonly FieldColumnId[]) => void;
  readonly tablePx: number | undefined;
}): EventColumns {
  const { tablePx } = options;
  const { lengths: fields, numbers } = options.facts;
  const { start, end, lastTurn = 0, names, descriptionLength } = options.run;
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
    () => planColumns({ layout, timePx, turnPx, names, fields, descriptionLength, tablePx }),
    [layout, timePx, turnPx, names, fields, descriptionLength, tablePx],
  );
  const { shown, chosen, widths, leastWidths } = plan;
  return {
    columns: shown.map((id) => ({
      id,
      isNumber: isFieldColumn(id)
        ? numbers.has(id)
        : id === 'turn' || id === 'causes' || id === 'effects',
      widthPx: widths.get(id) ?? 0,
      setWidth: (widthPx) => {
        const width = Math.min(MAX_WIDTH_PX, Math.max(leastWidths.get(id) ?? 0, widthPx));
        changeLayout({ widths: { ...layout.widths, [id]: width } });
      },
      resetWidth: () => {
        const { [id]: _, ...others } = layout.widths;
        changeLayout({ widths: others });
      },
    })),
    shown,
    isChosen: (id) => chosen.includes(id),
    choose: (id, isShown) => changeLayout({ visibility: { ...layout.visibility, [id]: isShown } }),
    reset: () => {
      changeLayout({ visibility: {}, widths: {} });
      options.onFieldsChange([]);
    },
    fields: useMemo(() => [...fields.keys()], [fields]),
    changeFields: options.onFieldsChange,
    template: plan.template,
    minWidthPx: plan.minWidthPx,
    time,
    layout,
    changeLayout,
  };
}
