'use client';

import { createContext, use, useCallback, useMemo } from 'react';
import { useStoredText } from '@/components/ui/use-stored-text';
import {
  layoutCookie,
  readLayout,
  showsEffects,
  writeLayout,
  type TableLayout,
} from './table-layout';

/** The layout in the request's cookie; `null` without one. */
export const LayoutOnServerContext = createContext<string | null>(null);

const STORAGE_KEY = 'causeway:events-table';

/** The reader's layout of the table. The browser stores it, and sends it to the server in a cookie. */
export function useTableLayout(): readonly [TableLayout, (change: Partial<TableLayout>) => void] {
  const [text, store] = useStoredText(STORAGE_KEY, use(LayoutOnServerContext));
  const layout = useMemo(() => readLayout(text), [text]);
  const change = useCallback(
    (next: Partial<TableLayout>) => {
      const changed = writeLayout({ ...layout, ...next });
      store(changed);
      document.cookie = layoutCookie(changed);
    },
    [layout, store],
  );
  return [layout, change];
}

/** Whether effects are shown, and must be counted. */
export function useCountsEffects(): boolean {
  const [layout] = useTableLayout();
  return showsEffects(layout);
}
