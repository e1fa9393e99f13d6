const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units: `512 B`, `4.2 kB`, `560 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let size = bytes;
  let unit = '';
  for (const next of UNITS) {
    if (size < 999.5) break;
    size /= 1000;
    unit = next;
  }
  return `${size < 9.95 ? size.toFixed(1) : size.toFixed(0)} ${unit}`;
}
