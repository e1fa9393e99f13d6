import { describe, expect, it } from 'vitest';
import {
  columnTemplate,
  EVENT_COLUMNS,
  fieldWidthPx,
  fitColumns,
  growColumns,
  isNameColumn,
  measureOf,
  rowWidthPx,
  spareWidthPx,
  wantedWidthPx,
  withFields,
  type NameLengths,
  type ColumnId,
} from './event-columns';

const widthOf = (column: ColumnId): number =>
  column === 'description' ? 120 : measureOf(column).widthPx;

describe('fitColumns', () => {
  it('leaves a roomy table what was asked for', () => {
    expect(fitColumns(EVENT_COLUMNS, widthOf, 844)).toEqual(EVENT_COLUMNS);
    expect(fitColumns(EVENT_COLUMNS, widthOf, undefined)).toEqual(EVENT_COLUMNS);
  });

  it('keeps what a phone has room for: time, type and description', () => {
    expect(fitColumns(EVENT_COLUMNS, widthOf, 390)).toEqual(
      expect.arrayContaining(['time', 'type', 'description']),
    );
    for (const tablePx of [320, 390, 500, 639]) {
      const columns = fitColumns(EVENT_COLUMNS, widthOf, tablePx);
      const isLeast = columns.length === 3;
      expect(isLeast || rowWidthPx(columns, widthOf) <= tablePx).toBe(true);
    }
  });

  it('shows more the more room there is', () => {
    const shown = [320, 400, 480, 560, 630].map((px) => fitColumns(EVENT_COLUMNS, widthOf, px));
    expect(shown.map(({ length }) => length)).toEqual(
      shown.map(({ length }) => length).sort((a, b) => a - b),
    );
  });
});

/** Of a run with kinds such as `simulation_start`. */
const NAMES: NameLengths = { type: 9, agent: 11, kind: 16 };
const wantedOf = (column: ColumnId): number =>
  isNameColumn(column) ? wantedWidthPx(column, NAMES) : widthOf(column);

describe('growColumns', () => {
  // As wide as the table of a window of 1440 px.
  const grownAt = (tablePx: number) => growColumns(EVENT_COLUMNS, { widthOf, wantedOf }, tablePx);

  it('shows usual names whole beside a description that can be read', () => {
    expect(grownAt(834).get('kind')).toBeGreaterThanOrEqual(16 * 7.2);
    expect(grownAt(834).get('agent')).toBeGreaterThanOrEqual(11 * 7);
    expect(grownAt(4000).get('kind')).toBe(wantedOf('kind'));
  });

  it('takes no room from a description that has little', () => {
    for (const tablePx of [320, 700, 834, 1200]) {
      const grown = grownAt(tablePx);
      const othersPx = rowWidthPx(EVENT_COLUMNS, (column) =>
        column === 'description' ? 0 : (grown.get(column) ?? 0),
      );
      const isGrown = EVENT_COLUMNS.some((column) => (grown.get(column) ?? 0) > widthOf(column));
      expect(!isGrown || tablePx - othersPx > 175).toBe(true);
    }
  });
});

describe('growColumns with known descriptions', () => {
  const LONG: NameLengths = { type: 9, agent: 11, kind: 40 };
  const wanted = (column: ColumnId): number =>
    isNameColumn(column) ? wantedWidthPx(column, LONG) : widthOf(column);
  const kindAt = (tablePx: number, descriptionPx: number) =>
    growColumns(
      EVENT_COLUMNS,
      {
        widthOf,
        wantedOf: wanted,
        spareOf: (column) =>
          column === 'description'
            ? descriptionPx
            : isNameColumn(column)
              ? spareWidthPx(column, LONG)
              : widthOf(column),
      },
      tablePx,
    ).get('kind') ?? 0;

  it('shows a long kind whole where short descriptions leave room', () => {
    expect(kindAt(1200, 200)).toBeGreaterThanOrEqual(40 * 7.2);
    expect(kindAt(760, 130)).toBeGreaterThan(kindAt(760, 400));
  });

  it('leaves the room to descriptions that need it', () => {
    expect(kindAt(1200, 2000)).toBe(wanted('kind'));
  });
});

describe('withFields', () => {
  it('puts fields before the description, and a narrow table keeps them', () => {
    const columns = withFields(['details.price', 'details.order.id']);
    expect(columns.slice(4, 8)).toEqual([
      'kind',
      'details.price',
      'details.order.id',
      'description',
    ]);
    expect(fitColumns(columns, widthOf, 390)).toEqual([
      'time',
      'type',
      'details.price',
      'details.order.id',
      'description',
    ]);
  });

  it('gives a field room for its name and its values, up to a length', () => {
    expect(fieldWidthPx('details.a', 0)).toBe(72);
    expect(fieldWidthPx('details.a', 20)).toBeGreaterThan(20 * 7.2);
    expect(fieldWidthPx('details.a', 2000)).toBe(fieldWidthPx('details.a', 24));
    expect(fieldWidthPx('details.order.reservation_price', 3)).toBeGreaterThan(17 * 7.2);
  });
});

describe('columnTemplate', () => {
  it('gives the description what the others leave', () => {
    const widths = { widthOf, wantedOf: widthOf };
    expect(columnTemplate(['turn', 'description', 'effects'], widths)).toBe(
      '42px minmax(120px, 1fr) 46px',
    );
    expect(columnTemplate(['turn'], widths)).toBe('42px 1fr');
  });

  it('lets names grow where the width of the table is not known', () => {
    const widths = { widthOf, wantedOf };
    expect(columnTemplate(['kind', 'description'], widths)).toBe(
      'minmax(84px, 123px) minmax(max(176px, 26%), 1fr)',
    );
  });
});

describe('growColumns', () => {
  it('ends at any width of the table when three columns share the room', () => {
    const wantedOf = (column: ColumnId): number =>
      isNameColumn(column) ? widthOf(column) + 100 : widthOf(column);
    for (let tablePx = 640; tablePx <= 2000; tablePx += 1) {
      const grown = growColumns(EVENT_COLUMNS, { widthOf, wantedOf }, tablePx);
      for (const column of EVENT_COLUMNS) {
        expect(grown.get(column)).toBeGreaterThanOrEqual(widthOf(column));
        expect(grown.get(column)).toBeLessThanOrEqual(wantedOf(column));
      }
    }
  });
});
