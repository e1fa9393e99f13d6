import { z } from 'zod';
import { urlField } from '@/components/url-field';

/** The address of all texts of an event, read as one conversation. */
export const WHOLE_CONVERSATION = '*';

/** A link restores no longer text of Find. */
export const MAX_FIND_LENGTH = 200;

/** Values that a link restores. */
export const READER_FIELDS = {
  /** The address of the field of the selected event in the reader, or `*` for all its texts; `null` while the reader is closed. */
  read: urlField('read', z.string().min(1, 'expected the address of a field'), null),
  /** The text that the reader finds; `null` without one. */
  readFind: urlField('read_find', z.string().min(1, 'expected a text').max(MAX_FIND_LENGTH), null),
};
