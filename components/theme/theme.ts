/** `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark';

/** The server reads this cookie, so that the first paint has the right colours. */
export const THEME_COOKIE = 'causeway_theme';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The theme in a cookie; unknown values mean `system`. */
export function readTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The `document.cookie` assignment that stores a choice; `system` deletes it. */
export function themeCookie(theme: Theme): string {
  const maxAge = theme === 'system' ? 0 : ONE_YEAR_SECONDS;
  return `${THEME_COOKIE}=${theme}; path=/; max-age=${maxAge}; samesite=lax`;
}
