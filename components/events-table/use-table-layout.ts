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

/** What the server was told of the layout; `null` when that was nothing. */
export const LayoutOnServerContext = createContext<string | null>(null);

const STORAGE_KEY = 'causeway:events-table';

/** How the reader wants the table to look; this browser remembers it, and tells the server. */
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

/** Whether effects are shown, and therefore have to be counted. */
export function useCountsEffects(): boolean {
  const [layout] = useTableLayout();
  return showsEffects(layout);
}
