import { formatCount } from '@/components/ui/format-count';
import { shownName, type ShownText } from '@/components/ui/shown-text';

const MAX_LENGTH = 60;
/** More values are shown as their first, their last and their number. */
const MAX_LISTED = 5;

/** The value of a setting, as in its file; a dash for a run without the setting. */
export function settingText(value: unknown): ShownText {
  if (value === null || value === undefined) return shownName('–');
  return shownName(typeof value === 'string' ? value : JSON.stringify(value), MAX_LENGTH);
}

/** The values of a setting: `1, 2, 3, 5`, `1–25` for whole numbers in a row, `0.1 … 0.9 (40 values)` for many. */
export function settingValuesText(
  values: readonly { readonly value: unknown }[],
  valueCount = values.length,
): string {
  const all = values.map(({ value }) => value);
  const [first, last] = [all[0], all.at(-1)];
  const isWhole = valueCount === all.length && all.length > 2 && all.every(isInARow);
  if (isWhole) return `${settingText(first)}–${settingText(last)}`;
  if (valueCount <= MAX_LISTED) return all.map(settingText).join(', ');
  const end = valueCount === all.length ? ` ${settingText(last)}` : '';
  return `${settingText(first)} …${end} (${formatCount(valueCount)} values)`;
}

function isInARow(value: unknown, at: number, all: readonly unknown[]): boolean {
  const before = all[at - 1];
  if (!Number.isInteger(value)) return false;
  return at === 0 || (typeof before === 'number' && value === before + 1);
}

/** The last names of a path: enough to read in the head of a column. */
export function shortPath(path: string): ShownText {
  const names = path.match(/(?:[^\\.]|\\.)+/gs) ?? [path];
  return shownName((names.at(-1) ?? path).replace(/\\(.)/gs, '$1'), 32);
}
