'use client';

import { createContext, use, useState, type ReactNode } from 'react';
import { themeCookie, type Theme } from './theme';

interface ThemeChoice {
  readonly theme: Theme;
  readonly chooseTheme: (theme: Theme) => void;
}

const ThemeContext = createContext<ThemeChoice>({ theme: 'system', chooseTheme: () => undefined });

/** Holds the theme; `initialTheme` is what the server read from the cookie and painted. */
export function ThemeProvider({
  initialTheme,
  children,
}: {
  readonly initialTheme: Theme;
  readonly children: ReactNode;
}) {
  const [theme, setTheme] = useState(initialTheme);
  function chooseTheme(next: Theme) {
    setTheme(next);
    document.cookie = themeCookie(next);
    // The attribute belongs to the server's <html>, which no component of ours renders.
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
  }
  return <ThemeContext value={{ theme, chooseTheme }}>{children}</ThemeContext>;
}

export function useTheme(): ThemeChoice {
  return use(ThemeContext);
}
