import { format } from 'd3';

/** Larger numbers have a prefix, 1.2M, or beyond common prefixes an exponent: 1.2e19. */
const LARGE = 100_000;
const HUGE = 1e15;

const formatHuge = format('.3~e');
const formatLarge = format('.3~s');
const formatSmall = format('.4~g');

/** The label of a value on an axis. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  const formatNumber = size >= HUGE ? formatHuge : size >= LARGE ? formatLarge : formatSmall;
  return formatNumber(value).replace('−', '-').replace('e+', 'e');
}
