'use client';

import { useSyncExternalStore } from 'react';

/** Changes whenever the page's colours or its pixel ratio do: what was drawn with them is to be drawn again. */
export function useThemeVersion(): string {
  return useSyncExternalStore(subscribe, readVersion, () => '');
}

function subscribe(onChange: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const ratio = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', onChange);
  ratio.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', onChange);
    ratio.removeEventListener('change', onChange);
  };
}

function readVersion(): string {
  const { theme = 'system' } = document.documentElement.dataset;
  const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return `${theme} ${String(isDark)} ${window.devicePixelRatio}`;
}
