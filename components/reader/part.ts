import type { PagePart } from '@/components/pane';
import { READER_FIELDS } from './fields';
import { READER_COMMANDS } from './reader-commands';

/** The reader: a dialog over the page with the long texts of the selected event. */
export const readerPart: PagePart<typeof READER_FIELDS> = {
  fields: READER_FIELDS,
  commands: [READER_COMMANDS],
};
