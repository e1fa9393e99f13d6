'use client';

import { useEffect, useEffectEvent } from 'react';
import { isTyping } from './is-typing';
import { commandOfKey } from './key-press';

/** What keys do, each named as `commandOfKey` names it. */
export type ShortcutActions = Readonly<Record<string, (press: KeyboardEvent) => void>>;

/**
 * Does what keys say wherever the focus is, unless what has the focus takes the key, somebody types, or a dialog or a
 * menu is open; keys with `mod+` also then.
 */
export function useShortcuts(actions: ShortcutActions): void {
  const act = useEffectEvent((press: KeyboardEvent) => {
    if (press.defaultPrevented) return;
    const isWaiting = isTyping(press);
    const awake = Object.entries(actions).filter(([key]) => !isWaiting || key.startsWith('mod+'));
    const action = commandOfKey(press, new Map(awake));
    if (action === undefined) return;
    press.preventDefault();
    action(press);
  });

  // The keyboard.
  useEffect(() => {
    const listen = (press: KeyboardEvent): void => act(press);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
