const PRECISE = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const EXTREME = new Intl.NumberFormat('en-US', {
  notation: 'scientific',
  maximumSignificantDigits: 4,
});

/** A number for reading, with six digits: `272.96`, `345,118`, `1.2E15`; a dash without one. */
export function numberText(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  if (size >= 1e12 || (size > 0 && size < 1e-4)) return EXTREME.format(value);
  return (size >= 1e5 ? WHOLE : PRECISE).format(value);
}
