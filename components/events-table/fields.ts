import { z } from 'zod';
import { isFieldColumn, type FieldColumnId } from './event-columns';
import { urlField } from '@/components/url-field';
import { MAX_FIELDS, readFieldPath } from '@/lib/filters/field-path';
import {
  EVENT_ORDERS,
  integerParameter,
  SORT_KEYS,
  textParameter,
} from '@/lib/filters/event-filter';

function isFieldPath(text: unknown): boolean {
  return typeof text === 'string' && isFieldColumn(text) && typeof readFieldPath(text) !== 'string';
}

export const FIELDS = {
  /** The first row in view. */
  row: urlField('row', integerParameter({ min: 0 }), 0),
  /** The order of the rows. */
  sort: urlField('sort', z.enum(SORT_KEYS), 'timestamp'),
  order: urlField('order', z.enum(EVENT_ORDERS), 'asc'),
  /** The text that is highlighted in the rows; `null` without one. */
  find: urlField('find', textParameter, null),
  /** Fields of the details that have a column: `fields=details.price`, repeated. */
  columns: urlField(
    'fields',
    z
      .array(z.custom<FieldColumnId>(isFieldPath, 'expected a path such as details.price'))
      .max(MAX_FIELDS, `expected at most ${String(MAX_FIELDS)} paths`)
      .readonly(),
    [],
  ),
};

/** Values that a link restores. */
export type EventsFields = typeof FIELDS;
