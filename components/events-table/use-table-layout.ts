'use client';

import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import { useStoredText } from '@/components/ui/use-stored-text';
import { TIME_MODES } from './time-text';

const layoutSchema = z.object({
  /** Whether a column is shown, where that was chosen. */
  visibility: z.record(z.string(), z.boolean()).catch({}),
  /** Widths in pixels, where they were changed. */
  widths: z.record(z.string(), z.number().min(20).max(2000)).catch({}),
  time: z.enum(TIME_MODES).catch('clock'),
});

/** How the reader wants the table to look; this browser remembers it. */
export type TableLayout = Readonly<z.infer<typeof layoutSchema>>;

const DEFAULT_LAYOUT: TableLayout = { visibility: {}, widths: {}, time: 'clock' };

const STORAGE_KEY = 'causeway:events-table';

export function useTableLayout(): readonly [TableLayout, (change: Partial<TableLayout>) => void] {
  const [text, write] = useStoredText(STORAGE_KEY);
  const layout = useMemo(() => readLayout(text), [text]);
  const change = useCallback(
    (next: Partial<TableLayout>) => write(JSON.stringify({ ...layout, ...next })),
    [layout, write],
  );
  return [layout, change];
}

/** A stored text as the layout it stands for; what cannot be understood of it is as it would be anyway. */
export function readLayout(text: string | null): TableLayout {
  if (text === null) return DEFAULT_LAYOUT;
  try {
    const parsed = layoutSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : DEFAULT_LAYOUT;
  } catch {
    return DEFAULT_LAYOUT;
  }
}

/** Whether effects are shown, and therefore have to be counted. */
export function useCountsEffects(): boolean {
  const [{ visibility }] = useTableLayout();
  return visibility['effects'] !== false;
}
