import { z } from 'zod';
import { eventFilterSchema, integerParameter, timeSort } from './event-filter';

/** JSON Lines, comma-separated values, Apache Parquet. */
export const EXPORT_FORMATS = ['jsonl', 'csv', 'parquet'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const DEFAULT_EXPORT_FORMAT: ExportFormat = 'jsonl';

/** The events to export, and the format. Unlike in a page of events, an absent `limit` means all events. */
export const exportQuerySchema = eventFilterSchema.extend({
  sort: timeSort('an export is in the order of time'),
  limit: integerParameter({ min: 1 })
    .optional()
    .meta({ description: 'Maximum number of events. Default all.' }),
  format: z
    .enum(EXPORT_FORMATS)
    .optional()
    .meta({ description: `The format. Default ${DEFAULT_EXPORT_FORMAT}.` }),
  escape_formulas: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      description:
        "CSV only: put ' before text that a spreadsheet would run as a formula (it begins with = + - @, tab or a line break). Default false: text is unchanged.",
    }),
  bom: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      description:
        'CSV only: begin with a byte order mark, so that Excel recognizes UTF-8. Default false.',
    }),
});
