import { inlineText, type ExactJson } from './exact-json';
import { shownStart, type ShownText } from './shown-text';

/** Longer numbers on one line end in `…`. */
const MAX_LENGTH = 300;

const DECIMAL = /^([+−-]?)(\d{4,})(\.\d+)?$/;

/** A decimal number with separators of thousands: `-1234567.50` as `-1,234,567.50`. Other texts stay as they are. */
export function groupDigits(text: string): string {
  const [, sign = '', whole = '', rest = ''] = DECIMAL.exec(text) ?? [];
  return whole === '' ? text : `${sign}${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}${rest}`;
}

/** A value on one line for reading: like {@link inlineText}, numbers with separators of thousands and all their digits. */
export function readableText(value: ExactJson): ShownText {
  return value.kind === 'number'
    ? shownStart(groupDigits(value.text.slice(0, MAX_LENGTH + 1)), MAX_LENGTH)
    : inlineText(value);
}
