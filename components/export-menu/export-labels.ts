import type { ExportFormat } from '@/lib/filters/export-query';

/** The formats of an export, as menus and commands write them. */
export const EXPORT_LABELS: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'JSON Lines, as stored',
  csv: 'CSV',
  parquet: 'Parquet',
};
