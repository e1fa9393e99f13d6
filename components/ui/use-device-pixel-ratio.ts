'use client';

import { useSyncExternalStore } from 'react';

/** How many pixels of the screen a CSS pixel is; it changes with the zoom and from screen to screen. 1 on the server. */
export function useDevicePixelRatio(): number {
  return useSyncExternalStore(subscribe, readRatio, () => 1);
}

/** A media query holds for one ratio only: after each change the next one is asked. */
function subscribe(onChange: () => void): () => void {
  let query = window.matchMedia(`(resolution: ${readRatio()}dppx)`);
  const follow = () => {
    query.removeEventListener('change', follow);
    query = window.matchMedia(`(resolution: ${readRatio()}dppx)`);
    query.addEventListener('change', follow);
    onChange();
  };
  query.addEventListener('change', follow);
  // Told of before the scrolling that a zoom causes; media queries are told of after it.
  window.addEventListener('resize', onChange);
  return () => {
    query.removeEventListener('change', follow);
    window.removeEventListener('resize', onChange);
  };
}

function readRatio(): number {
  return window.devicePixelRatio;
}
