import { z } from 'zod';
import { pathSegment } from '@/lib/api/path-segment';
import { TIME_MODES } from './time-text';

/** No column is made wider. */
export const MAX_WIDTH_PX = 2000;

const layoutSchema = z.object({
  /** Whether a column is shown, where that was chosen. */
  visibility: z.record(z.string(), z.boolean()).catch({}),
  /** Widths in pixels, where they were changed. */
  widths: z.record(z.string(), z.number().min(20).max(MAX_WIDTH_PX)).catch({}),
  time: z.enum(TIME_MODES).catch('clock'),
});

/** How the reader wants the table to look. */
export type TableLayout = Readonly<z.infer<typeof layoutSchema>>;

const DEFAULT_LAYOUT: TableLayout = { visibility: {}, widths: {}, time: 'clock' };

/** Read by the server, so that the first rows are in the columns they will be in. */
export const LAYOUT_COOKIE = 'causeway_table';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

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

/** The text {@link readLayout} reads. */
export function writeLayout(layout: TableLayout): string {
  return JSON.stringify(layout);
}

/** The `document.cookie` assignment that keeps a text for the server. */
export function layoutCookie(text: string): string {
  const value = pathSegment(text);
  return `${LAYOUT_COOKIE}=${value}; path=/view; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}

/** Whether effects are shown, and therefore have to be counted. */
export function showsEffects({ visibility }: TableLayout): boolean {
  return visibility['effects'] !== false;
}
