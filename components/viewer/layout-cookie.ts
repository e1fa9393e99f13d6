import { LAYOUT_COOKIE } from '@/components/events-table/table-layout';

interface Cookies {
  get(name: string): { readonly value: string } | undefined;
}

/** The layout of the table in the cookies of a browser; `null` without one. */
export function layoutInCookies(cookies: Cookies): string | null {
  return cookies.get(LAYOUT_COOKIE)?.value ?? null;
}
