/** Columns of the table, as they stand from left to right. */
export const EVENT_COLUMNS = [
  'time',
  'turn',
  'type',
  'agent',
  'kind',
  'description',
  'causes',
  'effects',
] as const;

export type EventColumnId = (typeof EVENT_COLUMNS)[number];

interface ColumnMeasure {
  readonly widthPx: number;
  readonly minWidthPx: number;
  /** What the header says to those who point at it. */
  readonly hint: string;
}

export const COLUMN_MEASURES: Readonly<Record<EventColumnId, ColumnMeasure>> = {
  time: { widthPx: 112, minWidthPx: 63, hint: 'UTC' },
  turn: { widthPx: 42, minWidthPx: 32, hint: 'Turn of the simulation' },
  type: { widthPx: 80, minWidthPx: 40, hint: 'Type of event' },
  agent: { widthPx: 84, minWidthPx: 48, hint: 'Whose event it is' },
  kind: { widthPx: 84, minWidthPx: 48, hint: 'What sort of its type it is' },
  description: { widthPx: 160, minWidthPx: 120, hint: 'What happened' },
  causes: { widthPx: 46, minWidthPx: 36, hint: 'How many events it names as its causes' },
  effects: { widthPx: 46, minWidthPx: 36, hint: 'How many events name it as a cause' },
};

/** A character of a cell, and what is beside the first and the last. */
const CHARACTER_PX = 7;
const TEXT_PADDING_PX = 7;

/** How wide a column of numbers or times is so that its longest text fits. */
export function widthOfText(length: number): number {
  return length * CHARACTER_PX + TEXT_PADDING_PX;
}

/** Between cells, and beside the first and last. */
export const COLUMN_GAP_PX = 8;
export const ROW_PADDING_PX = 12;

/** Wider tables show every column that was asked for, and scroll sideways if they must. */
const ROOMY_PX = 640;

/** Less of a description is not worth a column beside it. */
const LEGIBLE_PX = 176;

/** What a narrow table does without, the first first. */
const DISPENSABLE: readonly EventColumnId[] = ['effects', 'causes', 'kind', 'agent', 'turn'];

/** Whether a table of this width shows all it was asked for; one of unknown width does. */
export function isRoomy(tablePx: number | undefined): boolean {
  return tablePx === undefined || tablePx >= ROOMY_PX;
}

/** Of the columns that were asked for, those a table of this width has room for. */
export function fitColumns(
  columns: readonly EventColumnId[],
  widthOf: (column: EventColumnId) => number,
  tablePx: number | undefined,
): readonly EventColumnId[] {
  if (tablePx === undefined || isRoomy(tablePx)) return columns;
  const legible = (column: EventColumnId): number =>
    column === 'description' ? Math.max(LEGIBLE_PX, widthOf(column)) : widthOf(column);
  let fitting = columns;
  for (const column of DISPENSABLE) {
    if (rowWidthPx(fitting, legible) <= tablePx) return fitting;
    fitting = fitting.filter((kept) => kept !== column);
  }
  return fitting;
}

/** How wide a row is at least. */
export function rowWidthPx(
  columns: readonly EventColumnId[],
  widthOf: (column: EventColumnId) => number,
): number {
  const cells = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return cells + Math.max(0, columns.length - 1) * COLUMN_GAP_PX + 2 * ROW_PADDING_PX;
}

/** The columns as a CSS grid: the description, or else nothing, takes what the others leave. */
export function columnTemplate(
  columns: readonly EventColumnId[],
  widthOf: (column: EventColumnId) => number,
): string {
  const tracks = columns.map((column) =>
    column === 'description' ? `minmax(${widthOf(column)}px, 1fr)` : `${widthOf(column)}px`,
  );
  return columns.includes('description') ? tracks.join(' ') : `${tracks.join(' ')} 1fr`;
}
