'use client';

import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** Of the window. The event comes before the media query changes, which is too late to render for the paper. */
let isAnnounced = false;

/** Whether the page is rendered for paper: while it is printed, or in a preview with the media type `print`. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, readIsPrinting, () => false);
}

function subscribe(onChange: () => void): () => void {
  const announce = () => {
    isAnnounced = true;
    // The browser takes its picture of the page right after this event.
    flushSync(onChange);
  };
  const end = () => {
    isAnnounced = false;
    onChange();
  };
  const media = window.matchMedia('print');
  window.addEventListener('beforeprint', announce);
  window.addEventListener('afterprint', end);
  media.addEventListener('change', onChange);
  return () => {
    window.removeEventListener('beforeprint', announce);
    window.removeEventListener('afterprint', end);
    media.removeEventListener('change', onChange);
  };
}

function readIsPrinting(): boolean {
  return isAnnounced || window.matchMedia('print').matches;
}
