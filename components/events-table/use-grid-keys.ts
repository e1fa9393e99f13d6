'use client';

import type { KeyboardEvent } from 'react';
import { runByFocusKey } from '@/components/commands/command';
import { useCommands } from '@/components/commands/page-commands';
import { keyAmong } from '@/components/ui/key-press';
import { useUnclaimedKeys } from '@/components/ui/use-unclaimed-keys';
import { TABLE_COMMANDS, type TableTarget } from './table-commands';

type KeyDown = KeyboardEvent | globalThis.KeyboardEvent;

const MENU_KEYS = ['ContextMenu', 'shift+F10'] as const;

/** Makes the commands of the table part of the page. @returns the grid's listener for its own keys */
export function useGridKeys(
  table: TableTarget,
  onMenu: (event: KeyDown) => void,
): (event: KeyboardEvent) => void {
  const onGridKey = (event: KeyDown): void => {
    if (keyAmong(event, MENU_KEYS) !== undefined) onMenu(event);
    else runByFocusKey(TABLE_COMMANDS, table, event);
  };
  useCommands(TABLE_COMMANDS, table);
  useUnclaimedKeys(onGridKey);

  return (event) => {
    // Headers and menus have their own keys.
    if (event.target === event.currentTarget) onGridKey(event);
  };
}
