'use client';

import { useState, type PointerEvent, type RefObject } from 'react';
import type { StoredEvent } from '@/lib/events/read-event';
import { cellChoice } from './cell-choice';
import type { CellPlace } from './cell-filter';
import type { ColumnId } from './event-columns';
import type { EventFieldValues } from './field-page-query';

export interface CellFilters {
  /** The cell under the pointer that has filters. */
  readonly place: CellPlace | null;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
}

/** The distance of the buttons from the edges of a cell. */
const [RIGHT_PX, TOP_PX] = [2, 3];

/** The filters of the cell under the pointer, one element for all cells. */
export function useCellFilters({
  frame,
  shown,
  eventAt,
  valuesOf,
  firstRow,
}: {
  /** The positioned element around the rows. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly shown: readonly ColumnId[];
  readonly eventAt: (row: number) => StoredEvent | undefined;
  readonly valuesOf: (event: StoredEvent) => EventFieldValues | undefined;
  /** The buttons leave when the rows move. */
  readonly firstRow: number;
}): CellFilters {
  const [found, setFound] = useState<{ place: CellPlace; firstRow: number } | null>(null);
  return {
    place: found?.firstRow === firstRow ? found.place : null,
    onPointerLeave: () => setFound(null),
    onPointerMove: ({ target }) => {
      if (!(target instanceof Element) || target.closest('[data-cell-filter]') !== null) return;
      const cell = target.closest('[role=gridcell]');
      const row = cell?.closest('[data-row]');
      const event = eventAt(Number(row?.getAttribute('data-row') ?? -1));
      const at = cell && row ? [...row.querySelectorAll('[role=gridcell]')].indexOf(cell) : -1;
      const column = shown[at];
      const choice = event && column && cellChoice(event, column, valuesOf(event));
      const around = frame.current?.getBoundingClientRect();
      if (cell === null || choice === undefined || around === undefined) {
        if (found !== null) setFound(null);
        return;
      }
      const { right, top } = cell.closest('[data-row]')?.getBoundingClientRect() ?? around;
      const leftPx = Math.min(cell.getBoundingClientRect().right + RIGHT_PX, right) - around.left;
      const topPx = top - around.top + TOP_PX;
      const isSame =
        found?.place.leftPx === leftPx &&
        found.place.topPx === topPx &&
        found.firstRow === firstRow;
      if (!isSame) setFound({ place: { choice, leftPx, topPx }, firstRow });
    },
  };
}
