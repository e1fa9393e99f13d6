'use client';

import { useState } from 'react';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { Treatment } from '@/lib/filters/read-conditions';
import { cellChoice } from './cell-choice';
import type { EventColumnId } from './event-columns';

export interface CellCursor {
  /** The column of the active cell; `null` while the whole row is active. */
  readonly column: EventColumnId | null;
  readonly walk: (by: -1 | 1) => void;
  /** Filters by the active cell, or says why it cannot. */
  readonly filter: (treatment: Treatment) => void;
}

/** The cell of the keyboard in the active row. Left of the first cell is the whole row. */
export function useCellCursor({
  shown,
  activeEvent,
  onAddCriteria,
  say,
}: {
  readonly shown: readonly EventColumnId[];
  readonly activeEvent: StoredEvent | undefined;
  readonly onAddCriteria: (criteria: EventCriteria) => void;
  /** Shows a message. */
  readonly say: (note: string) => void;
}): CellCursor {
  const [chosen, setChosen] = useState<EventColumnId | null>(null);
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
      const choice = cellChoice(activeEvent, column);
      const criteria = treatment === 'include' ? choice?.only : choice?.not;
      if (criteria !== undefined) onAddCriteria(criteria);
      else if (choice === undefined) say(`The filter does not choose by ${column}`);
      else say(`The filter has one range of turns: no ${column} can be left out`);
    },
  };
}
