import { z } from 'zod';
import { urlField } from '@/components/url-field';
import { LINK_CHOICES } from '@/lib/causality/causal-link';
import { MAX_DEPTH } from '@/lib/causality/depth';
import { integerParameter } from '@/lib/filters/event-filter';
import { HIGHLIGHTS } from './graph/highlight';

/** Fewer links than the API follows by default: the graph can be read at a glance. */
const FIRST_DEPTH = 2;

export const FIELDS = {
  /** How many links are followed each way. */
  depth: urlField('depth', integerParameter({ min: 1, max: MAX_DEPTH }), FIRST_DEPTH),
  /** Which links are followed; `null` for those that suit the run. */
  links: urlField('links', z.enum(LINK_CHOICES), null),
  highlight: urlField('mark', z.enum(HIGHLIGHTS), null),
  /** The event at the other end of the paths that are shown. */
  pathTo: urlField('path', z.string().min(1, 'expected an event id'), null),
};

/** Values that a link restores. */
export type CausalityFields = typeof FIELDS;
