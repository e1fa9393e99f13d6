import { urlField } from '@/components/url-field';
import { integerParameter, textParameter } from '@/lib/filters/event-filter';

export const FIELDS = {
  /** The first row in view. */
  row: urlField('row', integerParameter({ min: 0 }), 0),
  /** The text that is highlighted in the rows; `null` without one. */
  find: urlField('find', textParameter, null),
};

/** Values that a link restores. */
export type EventsFields = typeof FIELDS;
