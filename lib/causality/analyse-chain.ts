import { countInfluence } from './count-influence';
import { findDominators } from './find-dominators';
import { findBeginnings, findRoots } from './find-roots';
import { buildLinkGraph } from './link-graph';
import { findLongestChain } from './longest-chain';
import type { CausalTrace } from './trace-causality';

/** What the links of a chain tell of its events; ids that no event has take part as those do that have no cause. */
export interface ChainAnalysis {
  /** See {@link findRoots}: nearest first. */
  readonly roots: readonly string[];
  /** See {@link findDominators}. */
  readonly dominators: readonly string[];
  /** See {@link findLongestChain}. */
  readonly longest_chain: readonly string[];
  /** How many events of the chain each led to, by id. */
  readonly influence: Readonly<Record<string, number>>;
}

/** Works out what a trace of an event's causes and effects tells. */
export function analyseChain(
  eventId: string,
  { upstream, downstream, links, unfollowed }: Omit<CausalTrace, 'truncated'>,
): ChainAnalysis {
  const open = new Set(unfollowed);
  const before = buildLinkGraph([eventId, ...upstream], links);
  const whole = buildLinkGraph([eventId, ...upstream, ...downstream], links);
  const counts = countInfluence(whole);
  return {
    roots: findRoots(before, upstream, open),
    dominators: findDominators(before, findBeginnings(before, open), eventId),
    longest_chain: findLongestChain(before, eventId),
    influence: Object.fromEntries(whole.ids.map((id, number) => [id, counts[number] ?? 0])),
  };
}
