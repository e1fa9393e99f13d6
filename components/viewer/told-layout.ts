import { LAYOUT_COOKIE } from '@/components/events-table/table-layout';

interface Cookies {
  get(name: string): { readonly value: string } | undefined;
}

/** How the table is to look, as far as a browser told in its cookies; `null` when it told nothing. */
export function toldLayout(cookies: Cookies): string | null {
  return cookies.get(LAYOUT_COOKIE)?.value ?? null;
}
