import { groupDigits } from '@/components/ui/readable-value';
import { shownStart, type ShownText } from '@/components/ui/shown-text';
import { boundedJson } from '@/lib/json/bounded-json';

const MAX_LENGTH = 80;

/** A value of a setting or of a field, on one line; `undefined` is `absent`. */
export function valueText(value: unknown): ShownText {
  if (value === undefined) return shownStart('absent', MAX_LENGTH);
  if (typeof value === 'number') return shownStart(groupDigits(String(value)), MAX_LENGTH);
  if (typeof value === 'string') {
    return shownStart(value === '' ? '""' : value.replace(/\s+/g, ' '), MAX_LENGTH);
  }
  return shownStart(boundedJson(value, MAX_LENGTH + 1), MAX_LENGTH);
}
