import { groupDigits } from '@/components/ui/readable-value';

/** Enough to tell two values apart. */
const DIGITS = 6;

/** A number for reading: integers whole, others with six digits. */
export function numberText(value: number): string {
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
  return groupDigits(String(shown));
}

/** How much larger or smaller `a` is than `b`: `A 123.43 higher (+58.9 %)`. */
export function differenceText(a: number, b: number): string {
  const difference = a - b;
  if (difference === 0) return 'no difference';
  const share = (difference / Math.abs(b)) * 100;
  const percent = Number.isFinite(share)
    ? ` (${share > 0 ? '+' : '−'}${groupDigits(Math.abs(share).toFixed(1))} %)`
    : '';
  return `A ${numberText(Math.abs(difference))} ${difference > 0 ? 'higher' : 'lower'}${percent}`;
}
