import { describe, expect, it } from 'vitest';
import {
  columnTemplate,
  COLUMN_MEASURES,
  EVENT_COLUMNS,
  fitColumns,
  rowWidthPx,
  type EventColumnId,
} from './event-columns';

const widthOf = (column: EventColumnId): number =>
  column === 'description' ? 120 : COLUMN_MEASURES[column].widthPx;

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

describe('columnTemplate', () => {
  it('gives the description what the others leave', () => {
    expect(columnTemplate(['turn', 'description', 'effects'], widthOf)).toBe(
      '42px minmax(120px, 1fr) 46px',
    );
    expect(columnTemplate(['turn'], widthOf)).toBe('42px 1fr');
  });
});
