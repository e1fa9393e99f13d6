'use client';

import { useEffect, useEffectEvent } from 'react';
import { isTyping } from '@/components/ui/is-typing';

/** By key as the browser names it; `mod+` before it stands for Ctrl, or Command on a Mac. */
export type ShortcutActions = Readonly<Record<string, () => void>>;

/**
 * Does what keys say wherever the focus is, unless somebody types or a dialog is open; keys with `mod+` also then.
 */
export function useShortcuts(actions: ShortcutActions): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    const isModified = event.ctrlKey || event.metaKey;
    if (!isModified && isTyping(event)) return;
    const action = actions[isModified ? `mod+${event.key.toLowerCase()}` : event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });

  // The keyboard.
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => act(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
