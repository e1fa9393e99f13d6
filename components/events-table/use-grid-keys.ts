'use client';

import type { KeyboardEvent, RefObject } from 'react';
import { commandOfKey, keyAmong } from '@/components/ui/key-press';
import { rowAfterKey, type RowPosition } from '@/components/ui/row-after-key';
import { useShortcuts } from '@/components/ui/use-shortcuts';
import { useUnclaimedKeys } from '@/components/ui/use-unclaimed-keys';

type KeyDown = KeyboardEvent | globalThis.KeyboardEvent;

const MENU_KEYS = ['ContextMenu', 'shift+F10'] as const;

/** What keys do with the selected event. */
const SELECTED_KEYS = new Map<string, 'open-causality' | 'copy'>([
  ['Enter', 'open-causality'],
  ['c', 'copy'],
]);

/** Walks over the rows by keys, and does what keys say with the selected event. Returns the listener of the grid. */
export function useGridKeys(options: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly selectedEventId: string | null;
  readonly place: () => RowPosition;
  readonly onWalk: (row: number) => void;
  readonly onMenu: (event: KeyDown) => void;
  readonly onCopy: (eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
}): (event: KeyboardEvent) => void {
  function onGridKey(event: KeyDown) {
    if (keyAmong(event, MENU_KEYS) !== undefined) {
      options.onMenu(event);
      return;
    }
    const { selectedEventId } = options;
    const command = commandOfKey(event, SELECTED_KEYS);
    if (selectedEventId !== null && command !== undefined) {
      event.preventDefault();
      if (command === 'copy') options.onCopy(selectedEventId);
      else options.onOpenCausality(selectedEventId);
      return;
    }
    walkByKey(event);
  }

  function walkByKey(event: KeyDown) {
    const next = rowAfterKey(event, options.place());
    if (next === undefined) return;
    event.preventDefault();
    options.scroller.current?.focus({ preventScroll: true });
    options.onWalk(next);
  }

  useShortcuts({ j: walkByKey, k: walkByKey });
  useUnclaimedKeys(onGridKey);

  return (event) => {
    // Headers and menus have keys of their own.
    if (event.target === event.currentTarget) onGridKey(event);
  };
}
