import { z } from 'zod';
import { pathSegment } from '@/lib/api/path-segment';
import { TIME_MODES } from './time-text';

/** The maximum width of a column. */
export const MAX_WIDTH_PX = 2000;

const layoutSchema = z.object({
  /** Whether a column is shown, if the reader chose. */
  visibility: z.record(z.string(), z.boolean()).catch({}),
  /** Widths in pixels, if the reader changed them. */
  widths: z.record(z.string(), z.number().min(20).max(MAX_WIDTH_PX)).catch({}),
  time: z.enum(TIME_MODES).catch('clock'),
});

/** The reader's choice of columns and widths. */
export type TableLayout = Readonly<z.infer<typeof layoutSchema>>;

const DEFAULT_LAYOUT: TableLayout = { visibility: {}, widths: {}, time: 'clock' };

/** The server reads this cookie, so that the first rows have their final columns. */
export const LAYOUT_COOKIE = 'causeway_table';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The layout in a stored text; unreadable parts get their defaults. */
export function readLayout(text: string | null): TableLayout {
  if (text === null) return DEFAULT_LAYOUT;
  try {
    const parsed = layoutSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : DEFAULT_LAYOUT;
  } catch {
    return DEFAULT_LAYOUT;
  }
}

/** Writes a text for {@link readLayout}. */
export function writeLayout(layout: TableLayout): string {
  return JSON.stringify(layout);
}

/** The `document.cookie` assignment that stores a text for the server. */
export function layoutCookie(text: string): string {
  const value = pathSegment(text);
  return `${LAYOUT_COOKIE}=${value}; path=/view; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}

/** Whether effects are shown, and must be counted. */
export function showsEffects({ visibility }: TableLayout): boolean {
  return visibility['effects'] !== false;
}
