import { z } from 'zod';
import type { PagePart } from '@/components/pane';
import { urlField } from '@/components/url-field';
import { readSpan, writeSpan, type Span } from './span';
import { TIMELINE_AXES } from './timeline-axis';
import { PLOT_COMMANDS, TIMELINE_COMMANDS } from './timeline-commands';

const spanSchema = z.string().transform((text, context): Span => {
  const span = readSpan(text);
  if (span !== undefined) return span;
  context.addIssue('expected two numbers, from_to');
  return z.NEVER;
});

const fields = {
  axis: urlField('axis', z.enum(TIMELINE_AXES), 'turn'),
  /** The range in view; `null` for the whole axis. */
  span: urlField('span', spanSchema, null, writeSpan),
};

export const timelinePart: PagePart<typeof fields> = {
  fields,
  commands: [TIMELINE_COMMANDS, PLOT_COMMANDS],
};
