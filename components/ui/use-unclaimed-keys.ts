'use client';

import { useEffect, useEffectEvent } from 'react';
import { isTyping } from './is-typing';
import { isKey } from './key-press';

/**
 * Handles keys while nothing on the page has the focus, as on a page that has just opened, or an element that leaves its
 * keys to the page: one with `data-leaves-keys`, except for Enter.
 */
export function useUnclaimedKeys(onKey: (press: KeyboardEvent) => void): void {
  const act = useEffectEvent((press: KeyboardEvent) => {
    const { target } = press;
    if (!(target instanceof Element) || press.defaultPrevented || isTyping(press)) return;
    const leavesKeys = target.matches('[data-leaves-keys]') && !isKey(press, 'Enter');
    if (leavesKeys || target.matches('html, body, [role=tabpanel]')) onKey(press);
  });

  // The keyboard.
  useEffect(() => {
    const listen = (press: KeyboardEvent): void => act(press);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
