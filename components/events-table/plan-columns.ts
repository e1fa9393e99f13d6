import {
  COLUMN_MEASURES,
  columnTemplate,
  EVENT_COLUMNS,
  fitColumns,
  growColumns,
  isNameColumn,
  rowWidthPx,
  wantedWidthPx,
  type EventColumnId,
  type NameLengths,
} from './event-columns';
import type { TableLayout } from './table-layout';

/** The columns of a table, and their widths. */
export interface ColumnPlan {
  /** The chosen columns, and the chosen columns that fit. */
  readonly chosen: readonly EventColumnId[];
  readonly shown: readonly EventColumnId[];
  /** The widths of all columns, in pixels. */
  readonly widths: ReadonlyMap<EventColumnId, number>;
  readonly leastWidths: ReadonlyMap<EventColumnId, number>;
  /** As CSS: the grid of a row, and its minimum width. */
  readonly template: string;
  readonly minWidthPx: number;
}

export function planColumns({
  layout,
  timePx,
  turnPx,
  names,
  tablePx,
}: {
  readonly layout: Pick<TableLayout, 'visibility' | 'widths'>;
  /** The widths of the longest time and the longest turn, which are never cut, because they distinguish events. */
  readonly timePx: number;
  readonly turnPx: number;
  readonly names: NameLengths;
  /** `undefined` while it is not known. */
  readonly tablePx: number | undefined;
}): ColumnPlan {
  const leastOf = (id: EventColumnId): number =>
    id === 'time' ? timePx : id === 'turn' ? turnPx : COLUMN_MEASURES[id].minWidthPx;
  const widthOf = (id: EventColumnId): number => {
    if (id === 'description') return COLUMN_MEASURES[id].minWidthPx;
    const usualPx = id === 'time' ? timePx : COLUMN_MEASURES[id].widthPx;
    return Math.max(leastOf(id), layout.widths[id] ?? usualPx);
  };
  // Columns resized by the reader keep their width.
  const wantedOf = (id: EventColumnId): number =>
    isNameColumn(id) && layout.widths[id] === undefined ? wantedWidthPx(id, names) : widthOf(id);
  const chosen = EVENT_COLUMNS.filter((id) => layout.visibility[id] !== false);
  const shown = fitColumns(chosen, widthOf, tablePx);
  const grown =
    tablePx === undefined ? undefined : growColumns(shown, { widthOf, wantedOf }, tablePx);
  const shownWidthOf = (id: EventColumnId): number => grown?.get(id) ?? widthOf(id);
  return {
    chosen,
    shown,
    widths: new Map(EVENT_COLUMNS.map((id) => [id, shownWidthOf(id)])),
    leastWidths: new Map(EVENT_COLUMNS.map((id) => [id, leastOf(id)])),
    template: columnTemplate(shown, {
      widthOf: shownWidthOf,
      wantedOf: grown === undefined ? wantedOf : shownWidthOf,
    }),
    minWidthPx: rowWidthPx(shown, widthOf),
  };
}
