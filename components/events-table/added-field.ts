import { MAX_FIELDS, readFieldPath } from '@/lib/filters/field-path';
import { isFieldColumn, type FieldColumnId } from './event-columns';

/**
 * The columns of fields with one more, the same ones when it is among them; the reason when it cannot be one.
 * @param text a path, with or without `details.` before it
 */
export function addedField(
  fields: readonly FieldColumnId[],
  text: string,
): readonly FieldColumnId[] | string {
  const trimmed = text.trim();
  const path = isFieldColumn(trimmed) || trimmed === '' ? trimmed : `details.${trimmed}`;
  const read = readFieldPath(path);
  if (typeof read === 'string' || !isFieldColumn(path)) {
    return typeof read === 'string' ? read : 'expected a path such as details.price';
  }
  if (fields.includes(path)) return fields;
  return fields.length >= MAX_FIELDS
    ? `at most ${MAX_FIELDS} columns of fields`
    : [...fields, path];
}

/** The columns of fields with one more, or without one of them; the reason when there cannot be one more. */
export function toggledField(
  fields: readonly FieldColumnId[],
  path: string,
): readonly FieldColumnId[] | string {
  const others = fields.filter((field) => field !== path);
  return others.length < fields.length ? others : addedField(fields, path);
}
