'use client';

import { useState, type MouseEvent } from 'react';

export interface RowMenuState {
  /** The row of the menu; `null` while it is closed. */
  readonly row: number | null;
  readonly close: () => void;
  /** Opens the menu of the active row. */
  readonly openByKey: (event: Pick<Event, 'preventDefault'>) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** The distance of a menu opened by key from the left and the bottom of its row. */
const [LEFT_PX, BOTTOM_PX] = [48, 4];

const CONTEXT_MENU = { bubbles: true, cancelable: true, button: 2 } as const;

/** The row whose menu is open: the row at the pointer, or the active row. */
export function useRowMenu(options: {
  /** The id of the active row's element. */
  readonly activeRowId: string | undefined;
  readonly rowHeightPx: number;
}): RowMenuState {
  const [row, setRow] = useState<number | null>(null);

  function openByKey(event: Pick<Event, 'preventDefault'>) {
    event.preventDefault();
    const { activeRowId } = options;
    const element = activeRowId === undefined ? null : document.getElementById(activeRowId);
    if (element === null) return;
    const box = element.getBoundingClientRect();
    const at = { clientX: box.left + LEFT_PX, clientY: box.top + options.rowHeightPx - BOTTOM_PX };
    element.dispatchEvent(new window.MouseEvent('contextmenu', { ...CONTEXT_MENU, ...at }));
  }

  return {
    row,
    close: () => setRow(null),
    openByKey,
    onContextMenu: (event) => {
      const pointed = rowOf(event.target);
      if (pointed !== undefined) setRow(pointed);
      else openByKey(event);
    },
  };
}

/** The row at the pointer; `undefined` elsewhere. */
function rowOf(target: EventTarget): number | undefined {
  const element = target instanceof Element ? target.closest('[data-row]') : null;
  const row = element?.getAttribute('data-row');
  return row === null || row === undefined ? undefined : Number(row);
}
