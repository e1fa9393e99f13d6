import { z } from 'zod';
import { urlField } from '@/components/url-field';
import { CHAIN_END, EXPLANATION_DIRECTIONS } from '@/lib/causality/explain/explanation-bounds';
import { LINK_CHOICES } from '@/lib/causality/causal-link';
import { MAX_DEPTH } from '@/lib/causality/depth';
import { integerParameter } from '@/lib/filters/event-filter';
import { HIGHLIGHTS } from './graph/highlight';

/** Fewer links than the API follows by default: the graph can be read at a glance. */
const FIRST_DEPTH = 2;

/** What stands beside the graph. */
const BESIDE = ['story', 'event', 'none'] as const;

/** The most events of a chain in a link: as many as an explanation tells. */
const MAX_CHAIN = 2 * CHAIN_END;

export const FIELDS = {
  /** How many links are followed each way. */
  depth: urlField('depth', integerParameter({ min: 1, max: MAX_DEPTH }), FIRST_DEPTH),
  /** Which links are followed; `null` for those that suit the run. */
  links: urlField('links', z.enum(LINK_CHOICES), null),
  highlight: urlField('mark', z.enum(HIGHLIGHTS), null),
  /** The event at the other end of the paths that are shown. */
  pathTo: urlField('path', z.string().min(1, 'expected an event id'), null),
  /**
   * A chain of events, from the first cause to the last effect: `chain=ID&chain=ID`. With at least two ids, the pane draws these
   * events in place of the graph. Any page opens it with `navigate({ tab: 'causality', chain: ids })`; without a value
   * the graph is back.
   */
  chain: urlField(
    'chain',
    z.array(z.string().min(1, 'expected an event id')).max(MAX_CHAIN, 'too many').readonly(),
    [],
  ),
  /** Whether the chain tells what caused its last event, or what came of its first one. */
  chainDirection: urlField('told', z.enum(EXPLANATION_DIRECTIONS), 'upstream'),
  /** The pane beside the graph; `null` for the story of a chain, otherwise the selected event. */
  beside: urlField('beside', z.enum(BESIDE), null),
};

/** Values that a link restores. */
export type CausalityFields = typeof FIELDS;
