/** `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark';

/** Read by the server, so that the first paint is in the right colours. */
export const THEME_COOKIE = 'causeway_theme';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The theme a cookie's value stands for; anything unknown is `system`. */
export function readTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The `document.cookie` assignment that keeps a choice; `system` forgets it. */
export function themeCookie(theme: Theme): string {
  const maxAge = theme === 'system' ? 0 : ONE_YEAR_SECONDS;
  return `${THEME_COOKIE}=${theme}; path=/; max-age=${maxAge}; samesite=lax`;
}
