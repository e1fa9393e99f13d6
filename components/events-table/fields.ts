import { z } from 'zod';
import { urlField } from '@/components/url-field';
import {
  EVENT_ORDERS,
  integerParameter,
  SORT_KEYS,
  textParameter,
} from '@/lib/filters/event-filter';

export const FIELDS = {
  /** The first row in view. */
  row: urlField('row', integerParameter({ min: 0 }), 0),
  /** The order of the rows. */
  sort: urlField('sort', z.enum(SORT_KEYS), 'timestamp'),
  order: urlField('order', z.enum(EVENT_ORDERS), 'asc'),
  /** The text that is highlighted in the rows; `null` without one. */
  find: urlField('find', textParameter, null),
};

/** Values that a link restores. */
export type EventsFields = typeof FIELDS;
