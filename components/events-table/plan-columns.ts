import {
  columnTemplate,
  descriptionWidthPx,
  fieldWidthPx,
  fitColumns,
  growColumns,
  isFieldColumn,
  isNameColumn,
  measureOf,
  rowWidthPx,
  spareWidthPx,
  wantedWidthPx,
  withFields,
  type ColumnId,
  type FieldColumnId,
  type NameLengths,
} from './event-columns';
import type { TableLayout } from './table-layout';

/** The columns of a table, and their widths. */
export interface ColumnPlan {
  /** The chosen columns, and the chosen columns that fit. */
  readonly chosen: readonly ColumnId[];
  readonly shown: readonly ColumnId[];
  /** The widths of all columns, in pixels. */
  readonly widths: ReadonlyMap<ColumnId, number>;
  readonly leastWidths: ReadonlyMap<ColumnId, number>;
  /** As CSS: the grid of a row, and its minimum width. */
  readonly template: string;
  readonly minWidthPx: number;
}

const NO_FIELDS: ReadonlyMap<FieldColumnId, number> = new Map();

export function planColumns({
  layout,
  timePx,
  turnPx,
  names,
  fields = NO_FIELDS,
  descriptionLength,
  tablePx,
}: {
  readonly layout: Pick<TableLayout, 'visibility' | 'widths'>;
  /** The widths of the longest time and the longest turn, which are never cut, because they distinguish events. */
  readonly timePx: number;
  readonly turnPx: number;
  readonly names: NameLengths;
  /** The columns of fields, with the lengths of their longest known values. Default none. */
  readonly fields?: ReadonlyMap<FieldColumnId, number>;
  /** The length of the longest known description; `undefined` while none is known. */
  readonly descriptionLength?: number | undefined;
  /** `undefined` while it is not known. */
  readonly tablePx: number | undefined;
}): ColumnPlan {
  const leastOf = (id: ColumnId): number =>
    id === 'time' ? timePx : id === 'turn' ? turnPx : measureOf(id).minWidthPx;
  const widthOf = (id: ColumnId): number => {
    if (id === 'description') return measureOf(id).minWidthPx;
    const usualPx = id === 'time' ? timePx : measureOf(id).widthPx;
    return Math.max(leastOf(id), layout.widths[id] ?? usualPx);
  };
  // Columns resized by the reader keep their width.
  const wantedOf = (id: ColumnId): number => {
    if (layout.widths[id] !== undefined) return widthOf(id);
    if (isFieldColumn(id)) return fieldWidthPx(id, fields.get(id) ?? 0);
    return isNameColumn(id) ? wantedWidthPx(id, names) : widthOf(id);
  };
  const spareOf = (id: ColumnId): number => {
    if (id === 'description') return descriptionWidthPx(descriptionLength ?? 0);
    const isChosenPx = layout.widths[id] !== undefined;
    return isNameColumn(id) && !isChosenPx ? spareWidthPx(id, names) : wantedOf(id);
  };
  const all = withFields([...fields.keys()]);
  const chosen = all.filter((id) => isFieldColumn(id) || layout.visibility[id] !== false);
  const shown = fitColumns(chosen, widthOf, tablePx);
  const grown =
    tablePx === undefined
      ? undefined
      : growColumns(
          shown,
          { widthOf, wantedOf, spareOf: descriptionLength === undefined ? undefined : spareOf },
          tablePx,
        );
  const shownWidthOf = (id: ColumnId): number => grown?.get(id) ?? widthOf(id);
  return {
    chosen,
    shown,
    widths: new Map(all.map((id) => [id, shownWidthOf(id)])),
    leastWidths: new Map(all.map((id) => [id, leastOf(id)])),
    template: columnTemplate(shown, {
      widthOf: shownWidthOf,
      wantedOf: grown === undefined ? wantedOf : shownWidthOf,
    }),
    minWidthPx: rowWidthPx(shown, widthOf),
  };
}
