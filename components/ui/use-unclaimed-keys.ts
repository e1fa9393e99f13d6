'use client';

import { useEffect, useEffectEvent } from 'react';
import { isTyping } from './is-typing';

/** Hands over the keys that are pressed while nothing on the page has the focus, as on a page that has just come. */
export function useUnclaimedKeys(onKey: (press: KeyboardEvent) => void): void {
  const act = useEffectEvent((press: KeyboardEvent) => {
    const { target } = press;
    const isUnfocused = target instanceof Element && target.matches('html, body, [role=tabpanel]');
    if (isUnfocused && !press.defaultPrevented && !isTyping(press)) onKey(press);
  });

  // The keyboard.
  useEffect(() => {
    const listen = (press: KeyboardEvent): void => act(press);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
