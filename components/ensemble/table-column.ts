import type { ReactNode } from 'react';

/** A column of a table. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** The whole name, where the title is short. */
  readonly hint?: string;
  /** Its least width, and its share of the room that is left. */
  readonly widthPx: number;
  readonly grow: number;
  /** Whether it stands at the right, as numbers do. Default false. */
  readonly isNumber?: boolean;
  /** The key to sort by; a column without one cannot be sorted. */
  readonly sort?: string;
  /** For CSV, and for the page when there is no `cell`. */
  readonly text: (row: Row) => string;
  readonly cell?: (row: Row) => ReactNode;
}

const GAP_PX = 10;
const PADDING_PX = 12;

/** The tracks of the columns in a CSS grid, and the least width of the table. */
export function tableTracks<Row>(columns: readonly TableColumn<Row>[]): {
  readonly tracks: string;
  readonly widthPx: number;
} {
  const tracks = columns.map(({ widthPx, grow }) =>
    grow === 0 ? `${widthPx}px` : `minmax(${widthPx}px, ${grow}fr)`,
  );
  const inner = columns.reduce((sum, { widthPx }) => sum + widthPx + GAP_PX, -GAP_PX);
  return { tracks: tracks.join(' '), widthPx: inner + 2 * PADDING_PX };
}

/** The table as texts, with a line of titles. */
export function tableTexts<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): readonly (readonly string[])[] {
  return [
    columns.map(({ title, hint }) => hint ?? title),
    ...rows.map((row) => columns.map(({ text }) => text(row))),
  ];
}
