import type { ExactJson } from './exact-json';
import { groupDigits } from './readable-value';

/** The change of a number: `+1,056.50`, and its percentage: `+26.6 %`. */
export interface ValueDelta {
  readonly amount: string;
  /** Absent when the old value was 0, or the change is too small. */
  readonly percent?: string;
  readonly direction: 'up' | 'down' | 'same';
}

const INTEGER = /^-?\d+$/;
const MAX_DECIMALS = 12;

/**
 * The change from one number to another; `undefined` when one is not a number, or is beyond a double. Integers of any size are
 * exact.
 */
export function valueDelta(
  from: ExactJson | undefined,
  to: ExactJson | undefined,
): ValueDelta | undefined {
  if (from?.kind !== 'number' || to?.kind !== 'number') return undefined;
  const [before, after] = [Number(from.text), Number(to.text)];
  if (!Number.isFinite(before) || !Number.isFinite(after)) return undefined;
  if (!Number.isFinite(after - before)) return undefined;
  const amount = difference(from.text, to.text);
  const share = ((after - before) / Math.abs(before)) * 100;
  const percent = Number.isFinite(share) ? signed(share, 1) : '0';
  return {
    amount: groupDigits(amount),
    ...(percent === '0' ? {} : { percent: `${groupDigits(percent)} %` }),
    direction: amount.startsWith('+') ? 'up' : amount.startsWith('−') ? 'down' : 'same',
  };
}

function difference(from: string, to: string): string {
  if (INTEGER.test(from) && INTEGER.test(to)) {
    const difference = BigInt(to) - BigInt(from);
    return difference < 0n
      ? `−${String(-difference)}`
      : difference > 0n
        ? `+${String(difference)}`
        : '0';
  }
  // With the decimals as written, so that 0.3 - 0.1 is 0.2.
  const decimals = Math.min(MAX_DECIMALS, Math.max(decimalsOf(from), decimalsOf(to)));
  return signed(Number(to) - Number(from), decimals);
}

function decimalsOf(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const written = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, written - Number(exponent));
}

function signed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return '0';
  return value < 0 ? `−${digits}` : `+${digits}`;
}
