'use client';

import { useEffect, useEffectEvent } from 'react';

/** By key as the browser names it; `mod+` before it stands for Ctrl, or Command on a Mac. */
export type ShortcutActions = Readonly<Record<string, () => void>>;

/**
 * Does what keys say wherever the focus is, unless somebody types or a dialog is open; keys with `mod+` also then.
 */
export function useShortcuts(actions: ShortcutActions): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    const isModified = event.ctrlKey || event.metaKey;
    if (!isModified && (isTyping(event.target) || isDialogOpen())) return;
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

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open], [role="dialog"]') !== null;
}
