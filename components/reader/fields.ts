import { z } from 'zod';
import { urlField } from '@/components/url-field';

/** The address of all texts of an event, read as one conversation. */
export const WHOLE_CONVERSATION = '*';

/** Values that a link restores. */
export const READER_FIELDS = {
  /** The address of the field of the selected event in the reader, or `*` for all its texts; `null` while the reader is closed. */
  read: urlField('read', z.string().min(1, 'expected the address of a field'), null),
};
