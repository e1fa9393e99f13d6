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

/** Columns of names, which are as wide as the names of the run need. */
export type NameColumnId = 'type' | 'agent' | 'kind';

export function isNameColumn(column: EventColumnId): column is NameColumnId {
  return column === 'type' || column === 'agent' || column === 'kind';
}

/** How many letters the longest names of a run have, as far as they are known; 0 where none is. */
export type NameLengths = Readonly<Record<NameColumnId, number>>;

/** How wide a letter is: of names of 12 px, of 13 px, and of those whose letters are all as wide. */
const NAME_LETTER_PX: Readonly<Record<NameColumnId, number>> = { type: 7.2, agent: 7.8, kind: 7.2 };
/** Longer names are shortened. */
const MAX_NAME_LETTERS = 24;
/** Of a type's sign. */
export const SIGN_PX = 16;

/** How wide a column is in which the names of a run are whole, if they are of a usual length. */
export function wantedWidthPx(column: NameColumnId, lengths: NameLengths): number {
  const letters = Math.min(lengths[column], MAX_NAME_LETTERS);
  const beforePx = column === 'type' ? SIGN_PX : 0;
  const textPx = Math.ceil(letters * NAME_LETTER_PX[column]) + beforePx + TEXT_PADDING_PX;
  return Math.max(COLUMN_MEASURES[column].widthPx, textPx);
}

/** Between cells, and beside the first and last. */
export const COLUMN_GAP_PX = 8;
export const ROW_PADDING_PX = 12;

/** Wider tables show every column that was asked for, and scroll sideways if they must. */
const ROOMY_PX = 640;

/** Less of a description is not worth a column beside it. */
const LEGIBLE_PX = 176;
/** Names take no room that would leave the description less of the table than this. */
const DESCRIPTION_SHARE = 0.26;

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

/** Widths of columns in pixels, and, of those that may grow, up to which. */
export interface ColumnWidths {
  readonly widthOf: (column: EventColumnId) => number;
  readonly wantedOf: (column: EventColumnId) => number;
}

/** What a description is left at least while names grow. */
function descriptionPx({ widthOf }: ColumnWidths, tablePx: number): number {
  const share = DESCRIPTION_SHARE * (tablePx - 2 * ROW_PADDING_PX);
  return Math.max(widthOf('description'), LEGIBLE_PX, share);
}

/** Less room than this is used up: sums of doubles seldom reach zero. */
const ROOM_LEFT_PX = 0.5;

/** Columns that may grow do so together until each has what it wants or the room is used up, as in a CSS grid. */
export function growColumns(
  columns: readonly EventColumnId[],
  widths: ColumnWidths,
  tablePx: number,
): ReadonlyMap<EventColumnId, number> {
  const { widthOf, wantedOf } = widths;
  const grown = new Map(columns.map((column) => [column, widthOf(column)]));
  const withDescription = (column: EventColumnId): number =>
    column === 'description' ? descriptionPx(widths, tablePx) : widthOf(column);
  let room = tablePx - rowWidthPx(columns, withDescription);
  let growing = columns.filter((column) => wantedOf(column) > widthOf(column));
  // Each round uses up the room, or a column has all that it wants.
  while (room > ROOM_LEFT_PX && growing.length > 0) {
    const share = room / growing.length;
    for (const column of growing) {
      const before = grown.get(column) ?? 0;
      const after = Math.min(wantedOf(column), before + share);
      grown.set(column, after);
      room -= after - before;
    }
    growing = growing.filter(
      (column) => wantedOf(column) - (grown.get(column) ?? 0) > ROOM_LEFT_PX,
    );
  }
  return grown;
}

/**
 * The columns as a CSS grid: the description, or else nothing, takes what the others leave. Where the table's width is
 * not known, the browser lets them grow as {@link growColumns} does.
 */
export function columnTemplate(
  columns: readonly EventColumnId[],
  { widthOf, wantedOf }: ColumnWidths,
): string {
  const grows = columns.some((column) => wantedOf(column) > widthOf(column));
  const ofDescription = grows
    ? `max(${LEGIBLE_PX}px, ${100 * DESCRIPTION_SHARE}%)`
    : `${widthOf('description')}px`;
  const tracks = columns.map((column) => {
    const [least, most] = [widthOf(column), wantedOf(column)];
    if (column === 'description') return `minmax(${ofDescription}, 1fr)`;
    return most > least ? `minmax(${least}px, ${most}px)` : `${least}px`;
  });
  return columns.includes('description') ? tracks.join(' ') : `${tracks.join(' ')} 1fr`;
}
