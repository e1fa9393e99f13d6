import { z } from 'zod';
import { eventFilterSchema, integerParameter } from './event-filter';

/** JSON Lines, comma-separated values, Apache Parquet. */
export const EXPORT_FORMATS = ['jsonl', 'csv', 'parquet'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const DEFAULT_EXPORT_FORMAT: ExportFormat = 'jsonl';

/** Which events are exported, and as what. Other than of a page of events, there are all when `limit` is absent. */
export const exportQuerySchema = eventFilterSchema.extend({
  limit: integerParameter({ min: 1 })
    .optional()
    .meta({ description: 'How many events at most. Default all.' }),
  format: z
    .enum(EXPORT_FORMATS)
    .optional()
    .meta({ description: `What to write. Default ${DEFAULT_EXPORT_FORMAT}.` }),
  escape_formulas: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      description:
        "CSV only: put ' before text that a spreadsheet would run as a formula (it begins with = + - @, tab or a line break). Default false: text stands as it is.",
    }),
  bom: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      description:
        'CSV only: begin with a byte order mark, by which Excel knows UTF-8. Default false.',
    }),
});
