'use client';

import { createContext, use, useState, type ReactNode } from 'react';
import { themeCookie, type Theme } from './theme';

interface ThemeChoice {
  readonly theme: Theme;
  readonly chooseTheme: (theme: Theme) => void;
}

const ThemeContext = createContext<ThemeChoice>({ theme: 'system', chooseTheme: () => undefined });

/** Holds the theme. `initialTheme` is the theme that the server read from the cookie and rendered. */
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
    // No component renders the <html> element, so the attribute is set directly.
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
  }
  return <ThemeContext value={{ theme, chooseTheme }}>{children}</ThemeContext>;
}

export function useTheme(): ThemeChoice {
  return use(ThemeContext);
}
