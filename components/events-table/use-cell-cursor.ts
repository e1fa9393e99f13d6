'use client';

import { useState } from 'react';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { MAX_FIELDS } from '@/lib/filters/field-path';
import type { Treatment } from '@/lib/filters/read-conditions';
import { cellChoice } from './cell-choice';
import { columnName, isFieldColumn, type ColumnId } from './event-columns';
import type { EventFieldValues } from './field-page-query';

export interface CellCursor {
  /** The column of the active cell; `null` while the whole row is active. */
  readonly column: ColumnId | null;
  readonly walk: (by: -1 | 1) => void;
  /** Filters by the active cell, or says why it cannot. */
  readonly filter: (treatment: Treatment) => void;
}

/** The cell of the keyboard in the active row. Left of the first cell is the whole row. */
export function useCellCursor({
  shown,
  activeEvent,
  valuesOf,
  conditionCount,
  onAddCriteria,
  say,
}: {
  readonly shown: readonly ColumnId[];
  readonly activeEvent: StoredEvent | undefined;
  readonly valuesOf: (event: StoredEvent) => EventFieldValues | undefined;
  /** The number of conditions on fields in the filter. */
  readonly conditionCount: number;
  readonly onAddCriteria: (criteria: EventCriteria) => void;
  /** Shows a message. */
  readonly say: (note: string) => void;
}): CellCursor {
  const [chosen, setChosen] = useState<ColumnId | null>(null);
  const column = chosen !== null && shown.includes(chosen) ? chosen : null;
  return {
    column,
    walk: (by) => {
      const at = (column === null ? -1 : shown.indexOf(column)) + by;
      setChosen(shown[Math.min(at, shown.length - 1)] ?? null);
    },
    filter: (treatment) => {
      if (column === null || activeEvent === undefined) {
        say('Choose a cell with → first');
        return;
      }
      const choice = cellChoice(activeEvent, column, valuesOf(activeEvent));
      const criteria = treatment === 'include' ? choice?.only : choice?.not;
      if (criteria?.where !== undefined && conditionCount >= MAX_FIELDS) {
        say(`The filter has at most ${MAX_FIELDS} conditions on fields`);
      } else if (criteria !== undefined) onAddCriteria(criteria);
      else if (isFieldColumn(column))
        say(`The filter does not choose by this ${columnName(column)}`);
      else if (choice === undefined) say(`The filter does not choose by ${column}`);
      else say(`The filter has one range of turns: no ${column} can be left out`);
    },
  };
}
