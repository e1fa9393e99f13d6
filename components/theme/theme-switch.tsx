'use client';

import { Button } from '@/components/ui/button';
import type { Theme } from './theme';
import { useTheme } from './theme-provider';
import styles from './theme-switch.module.css';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

const PATHS: Readonly<Record<Theme, string>> = {
  system: 'M8 2A6 6 0 1 0 8 14ZM8 1.5A6.5 6.5 0 1 1 8 14.5A6.5 6.5 0 1 1 8 1.5',
  light:
    'M8 5A3 3 0 1 1 8 11A3 3 0 1 1 8 5ZM8 1V3M8 13V15M1 8H3M13 8H15M3 3 4.5 4.5M11.5 11.5 13 13M3 13 4.5 11.5M11.5 4.5 13 3',
  dark: 'M13.5 9.8A6 6 0 1 1 6.2 2.5A5 5 0 0 0 13.5 9.8Z',
};

/** A button that cycles through system, light and dark. */
export function ThemeSwitch() {
  const { theme, chooseTheme } = useTheme();
  const label = `Theme: ${theme}. Switch to ${NEXT[theme]}`;
  return (
    <Button
      variant="quiet"
      onClick={() => chooseTheme(NEXT[theme])}
      aria-label={label}
      title={label}
    >
      <svg className={styles['icon']} viewBox="0 0 16 16" aria-hidden="true">
        <path d={PATHS[theme]} data-theme-icon={theme} />
      </svg>
    </Button>
  );
}
