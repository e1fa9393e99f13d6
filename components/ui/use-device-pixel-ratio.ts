'use client';

import { useSyncExternalStore } from 'react';

/** The number of screen pixels per CSS pixel. It changes with the zoom and between screens. 1 on the server. */
export function useDevicePixelRatio(): number {
  return useSyncExternalStore(subscribe, readRatio, () => 1);
}

/** A media query matches a single ratio, so a new one is made after each change. */
function subscribe(onChange: () => void): () => void {
  let query = window.matchMedia(`(resolution: ${readRatio()}dppx)`);
  const follow = () => {
    query.removeEventListener('change', follow);
    query = window.matchMedia(`(resolution: ${readRatio()}dppx)`);
    query.addEventListener('change', follow);
    onChange();
  };
  query.addEventListener('change', follow);
  // The resize event comes before the scrolling that a zoom causes; the media query fires after it.
  window.addEventListener('resize', onChange);
  return () => {
    query.removeEventListener('change', follow);
    window.removeEventListener('resize', onChange);
  };
}

function readRatio(): number {
  return window.devicePixelRatio;
}
