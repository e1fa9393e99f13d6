import { z } from 'zod';

/** The value of a variable: any JSON value. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export const jsonValueSchema: z.ZodType<JsonValue> = z.json();

/** Whether two values are equal as JSON, regardless of the order of members. */
export function isSameJson(a: JsonValue, b: JsonValue): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    return a.every((item, i) => isSameJson(item, b[i] ?? null));
  }
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && isSameJson(a[name] ?? null, b[name] ?? null))
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
