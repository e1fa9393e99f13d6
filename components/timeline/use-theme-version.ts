'use client';

import { useSyncExternalStore } from 'react';

/** A value that changes with the page's colours, when drawings must be drawn again. */
export function useThemeVersion(): string {
  return useSyncExternalStore(subscribe, readVersion, () => '');
}

function subscribe(onChange: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', onChange);
  };
}

function readVersion(): string {
  const { theme = 'system' } = document.documentElement.dataset;
  const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return `${theme} ${String(isDark)}`;
}
