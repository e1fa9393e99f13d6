import { compareCodePoints } from '../events/event-order';
import type { StoredEvent } from '../events/read-event';

/** Whether an event meets a condition such as `details.price>300`, decided from its parsed details. */
export function meetsWhere(event: StoredEvent, condition: string): boolean {
  const [, path = '', operator = '', written = ''] =
    /^([^=!<>~]*)(!=|>=|<=|[=><~])(.*)$/.exec(condition) ?? [];
  const field = path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, name) => memberOf(value, name), event.details);
  if (field === undefined) return false;
  const text = typeof field === 'string' ? field.toWellFormed() : JSON.stringify(field);
  const asked = written.startsWith('"') ? String(JSON.parse(written)) : written;
  if (operator === '~') return text.toLowerCase().includes(asked.toLowerCase());
  const isNumeric = typeof field === 'number' && /^-?[\d.]+$/.test(written);
  const order = isNumeric ? Math.sign(field - Number(written)) : compareCodePoints(text, asked);
  if (operator === '=') return order === 0;
  if (operator === '!=') return order !== 0;
  const isComparable = isNumeric || (typeof field === 'string' && !/^-?[\d.]+$/.test(written));
  return (
    isComparable &&
    (order === 0 ? operator.endsWith('=') : operator.startsWith(order > 0 ? '>' : '<'))
  );
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
