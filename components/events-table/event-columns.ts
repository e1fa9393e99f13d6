/** The columns of the table from left to right. */
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

/** The column of a field of the details; its id is the path of the field. */
export type FieldColumnId = `details.${string}`;

export type ColumnId = EventColumnId | FieldColumnId;

export function isFieldColumn(column: string): column is FieldColumnId {
  return column.startsWith('details.');
}

/** The columns of a table with columns of fields, from left to right. Fields stand before the description, which fills the rest. */
export function withFields(fields: readonly FieldColumnId[]): readonly ColumnId[] {
  return EVENT_COLUMNS.flatMap((id): readonly ColumnId[] =>
    id === 'description' ? [...fields, id] : [id],
  );
}

/** The text in the header: of a field, the last part of its path. */
export function columnName(column: ColumnId): string {
  return isFieldColumn(column) ? column.slice(column.lastIndexOf('.') + 1) : column;
}

interface ColumnMeasure {
  readonly widthPx: number;
  readonly minWidthPx: number;
  /** The tooltip of the header. */
  readonly hint: string;
}

export const COLUMN_MEASURES: Readonly<Record<EventColumnId, ColumnMeasure>> = {
  time: { widthPx: 112, minWidthPx: 63, hint: 'UTC' },
  turn: { widthPx: 42, minWidthPx: 32, hint: 'Turn of the simulation' },
  type: { widthPx: 80, minWidthPx: 40, hint: 'Type of event' },
  agent: { widthPx: 84, minWidthPx: 48, hint: 'Whose event it is' },
  kind: { widthPx: 84, minWidthPx: 48, hint: 'The kind within its type' },
  description: { widthPx: 160, minWidthPx: 120, hint: 'What happened' },
  causes: { widthPx: 46, minWidthPx: 36, hint: 'The number of events that it names as causes' },
  effects: { widthPx: 46, minWidthPx: 36, hint: 'The number of events that name it as a cause' },
};

/** The measures of a column; the hint of a field is its path. */
export function measureOf(column: ColumnId): ColumnMeasure {
  return isFieldColumn(column)
    ? { widthPx: 72, minWidthPx: 40, hint: column }
    : COLUMN_MEASURES[column];
}

/** The width of a character in a cell, and of the padding on both sides together. */
const CHARACTER_PX = 7;
const TEXT_PADDING_PX = 7;

/** The width of a column of numbers or times in which its longest text fits. */
export function widthOfText(length: number): number {
  return length * CHARACTER_PX + TEXT_PADDING_PX;
}

/** Columns of names, with widths that depend on the names of the run. */
export type NameColumnId = 'type' | 'agent' | 'kind';

export function isNameColumn(column: ColumnId): column is NameColumnId {
  return column === 'type' || column === 'agent' || column === 'kind';
}

/** The lengths of the longest known names of a run; 0 without any. */
export type NameLengths = Readonly<Record<NameColumnId, number>>;

/** The width of a letter: of names in 12 px, in 13 px, and in a monospaced font. */
const NAME_LETTER_PX: Readonly<Record<NameColumnId, number>> = { type: 7.2, agent: 7.8, kind: 7.2 };
/** Longer names are shortened. */
const MAX_NAME_LETTERS = 24;
/** The width of a type's glyph. */
export const GLYPH_PX = 16;

/** The width of a column in which the names of a run fit, up to the usual length. */
export function wantedWidthPx(column: NameColumnId, lengths: NameLengths): number {
  return nameWidthPx(column, Math.min(lengths[column], MAX_NAME_LETTERS));
}

/** Names grow up to this length where the descriptions leave room. */
const MAX_SPARE_LETTERS = 64;

/** The width of a column in which all names of a run fit, up to a length. */
export function spareWidthPx(column: NameColumnId, lengths: NameLengths): number {
  return nameWidthPx(column, Math.min(lengths[column], MAX_SPARE_LETTERS));
}

function nameWidthPx(column: NameColumnId, letters: number): number {
  const beforePx = column === 'type' ? GLYPH_PX : 0;
  const textPx = Math.ceil(letters * NAME_LETTER_PX[column]) + beforePx + TEXT_PADDING_PX;
  return Math.max(COLUMN_MEASURES[column].widthPx, textPx);
}

/** Longer values of a field are cut. */
const MAX_FIELD_LETTERS = 24;

/** The width of the column of a field: its name fits, and its values up to the usual length. */
export function fieldWidthPx(column: FieldColumnId, longestValue: number): number {
  const letters = Math.min(Math.max(columnName(column).length, longestValue), MAX_FIELD_LETTERS);
  return Math.max(
    measureOf(column).widthPx,
    Math.ceil(letters * FIELD_LETTER_PX) + TEXT_PADDING_PX,
  );
}

/** The width of a letter of a value, in 12 px and monospaced. */
const FIELD_LETTER_PX = 7.2;

/** The width of the description in which texts of up to a length fit. */
export function descriptionWidthPx(longest: number): number {
  return longest * CHARACTER_PX + TEXT_PADDING_PX;
}

/** The gap between cells, and beside the first and the last one. */
export const COLUMN_GAP_PX = 8;
export const ROW_PADDING_PX = 12;

/** Wider tables show every chosen column, and scroll sideways if necessary. */
const ROOMY_PX = 640;

/** The minimum width of the description: a column beside it must leave that much. */
const LEGIBLE_PX = 176;
/** The share of the table that names must leave to the description. */
const DESCRIPTION_SHARE = 0.26;

/** The columns that a narrow table omits, in this order. */
const DISPENSABLE: readonly EventColumnId[] = ['effects', 'causes', 'kind', 'agent', 'turn'];

/** Whether a table of this width shows all chosen columns; true when the width is unknown. */
export function isRoomy(tablePx: number | undefined): boolean {
  return tablePx === undefined || tablePx >= ROOMY_PX;
}

/** The chosen columns for which a table of this width has room. */
export function fitColumns(
  columns: readonly ColumnId[],
  widthOf: (column: ColumnId) => number,
  tablePx: number | undefined,
): readonly ColumnId[] {
  if (tablePx === undefined || isRoomy(tablePx)) return columns;
  const legible = (column: ColumnId): number =>
    column === 'description' ? Math.max(LEGIBLE_PX, widthOf(column)) : widthOf(column);
  let fitting = columns;
  for (const column of DISPENSABLE) {
    if (rowWidthPx(fitting, legible) <= tablePx) return fitting;
    fitting = fitting.filter((kept) => kept !== column);
  }
  return fitting;
}

/** The minimum width of a row. */
export function rowWidthPx(
  columns: readonly ColumnId[],
  widthOf: (column: ColumnId) => number,
): number {
  const cells = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return cells + Math.max(0, columns.length - 1) * COLUMN_GAP_PX + 2 * ROW_PADDING_PX;
}

/** Widths of columns in pixels, with the maximum of columns that can grow. */
export interface ColumnWidths {
  readonly widthOf: (column: ColumnId) => number;
  readonly wantedOf: (column: ColumnId) => number;
  /** The widths in which nothing is cut, also of the description; absent while its texts are not known. */
  readonly spareOf?: ((column: ColumnId) => number) | undefined;
}

/** The minimum width of the description while names grow. */
function descriptionPx({ widthOf, spareOf }: ColumnWidths, tablePx: number): number {
  const share = DESCRIPTION_SHARE * (tablePx - 2 * ROW_PADDING_PX);
  const enough = spareOf?.('description') ?? Infinity;
  return Math.max(widthOf('description'), Math.min(enough, Math.max(LEGIBLE_PX, share)));
}

/** Less room than this counts as none, because sums of doubles seldom reach zero. */
const ROOM_LEFT_PX = 0.5;

/**
 * Columns grow together until each has its wanted width or no room is left, as in a CSS grid. Room that the texts of the
 * description leave goes to columns that would still cut their texts.
 */
export function growColumns(
  columns: readonly ColumnId[],
  widths: ColumnWidths,
  tablePx: number,
): ReadonlyMap<ColumnId, number> {
  const { widthOf, wantedOf, spareOf } = widths;
  const start = new Map(columns.map((column) => [column, widthOf(column)]));
  const roomBeside = (columnPx: ReadonlyMap<ColumnId, number>, ofDescriptionPx: number): number =>
    tablePx -
    rowWidthPx(columns, (column) =>
      column === 'description' ? ofDescriptionPx : (columnPx.get(column) ?? 0),
    );
  const grown = growInto(start, wantedOf, roomBeside(start, descriptionPx(widths, tablePx)));
  if (spareOf === undefined) return grown;
  const room = roomBeside(grown, Math.max(widthOf('description'), spareOf('description')));
  return growInto(grown, (id) => (id === 'description' ? widthOf(id) : spareOf(id)), room);
}

/** Widths grown together into some room, in pixels, none beyond its target. */
function growInto(
  start: ReadonlyMap<ColumnId, number>,
  targetOf: (column: ColumnId) => number,
  roomPx: number,
): ReadonlyMap<ColumnId, number> {
  const grown = new Map(start);
  const missing = (column: ColumnId): number => targetOf(column) - (grown.get(column) ?? 0);
  let room = roomPx;
  let growing = [...start.keys()].filter((column) => missing(column) > 0);
  // Each round uses all room, or a column reaches its target.
  while (room > ROOM_LEFT_PX && growing.length > 0) {
    const share = room / growing.length;
    for (const column of growing) {
      const more = Math.min(missing(column), share);
      grown.set(column, (grown.get(column) ?? 0) + more);
      room -= more;
    }
    growing = growing.filter((column) => missing(column) > ROOM_LEFT_PX);
  }
  return grown;
}

/**
 * The columns as a CSS grid: the description takes the remaining room; without a description the room is empty. When the table's
 * width is not known, the browser grows columns in the same way as {@link growColumns}.
 */
export function columnTemplate(
  columns: readonly ColumnId[],
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
