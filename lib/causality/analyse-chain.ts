import { countInfluence } from './count-influence';
import { findDominators } from './find-dominators';
import { findBeginnings, findRoots } from './find-roots';
import { buildLinkGraph } from './link-graph';
import { findLongestChain } from './longest-chain';
import type { Pace } from './pace';
import type { CausalTrace } from './trace-causality';

/** The analysis of a chain. Missing causes take part like events without causes. */
export interface ChainAnalysis {
  /** See {@link findRoots}: nearest first. */
  readonly roots: readonly string[];
  /** See {@link findDominators}. */
  readonly dominators: readonly string[];
  /** See {@link findLongestChain}. */
  readonly longest_chain: readonly string[];
  /** By id: the number of events in the chain to which the event led. */
  readonly influence: Readonly<Record<string, number>>;
}

type AnalysedTrace = Omit<CausalTrace, 'truncated'>;

/** Analyses a trace of an event's causes and effects. */
export function analyseChain(eventId: string, trace: AnalysedTrace): ChainAnalysis {
  const steps = analyseInSteps(eventId, trace);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in slices, so that other work can run. */
export async function analyseChainInSlices(
  eventId: string,
  trace: AnalysedTrace,
  { breathe }: Pick<Pace, 'breathe'>,
): Promise<ChainAnalysis> {
  const steps = analyseInSteps(eventId, trace);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breathe();
  }
}

/** Each step visits each link at most twice. */
function* analyseInSteps(
  eventId: string,
  { upstream, downstream, links, unfollowed }: AnalysedTrace,
): Generator<void, ChainAnalysis> {
  const open = new Set(unfollowed);
  const before = buildLinkGraph([eventId, ...upstream], links);
  yield;
  const roots = findRoots(before, upstream, open);
  const beginnings = findBeginnings(before, open);
  yield;
  const dominators = yield* findDominators(before, beginnings, eventId);
  yield;
  const longest_chain = findLongestChain(before, eventId);
  yield;
  const whole = buildLinkGraph([eventId, ...upstream, ...downstream], links);
  yield;
  const counts = yield* countInfluence(whole);
  const influence = Object.fromEntries(whole.ids.map((id, number) => [id, counts[number] ?? 0]));
  return { roots, dominators, longest_chain, influence };
}
