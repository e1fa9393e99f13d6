import type { Pace } from '../pace';
import {
  CHAIN_END,
  DEFAULT_EXPLANATION_LIMIT,
  type ExplanationDirection,
} from './explanation-bounds';
import { EXPLANATION_RULES } from './explanation-rules';
import type { ExplanationWindow, ReadTexts } from './explanation-window';
import { findChains } from './find-chains';
import { findForks, type Fork } from './find-forks';
import { leadIn } from './lead-in';
import type { LinkMap, WindowLink } from './link-map';
import type { Rule } from './rule';
import { scoreDeeds, SCORING, type ScoredDeed, type Scoring } from './score-deeds';
import { runSlices } from './slices';
import { surveyWindow } from './survey-window';

export interface ExplainOptions {
  /** Causes (`upstream`, the default) or effects (`downstream`). */
  readonly direction?: ExplanationDirection | undefined;
  /** The maximum number of deeds. Default 5. */
  readonly limit?: number | undefined;
  /** Default: all rules. */
  readonly rules?: readonly Rule[] | undefined;
  readonly scoring?: Scoring | undefined;
  readonly pace: Pick<Pace, 'breathe'>;
}

export interface WindowExplanation {
  /** The likely causes (or notable effects), best first. */
  readonly deeds: readonly (Omit<ScoredDeed, 'comesOf'> & {
    /**
     * The places of the chain from cause to effect. It goes by the event of the strongest reason if links lead on from it, and
     * begins with what led to that within the deed. Of a chain with more than twice `CHAIN_END` events, the first and the last
     * `CHAIN_END`.
     */
    readonly chain: readonly number[];
    /** The number of events left out in the middle of the chain. */
    readonly leftOut: number;
    /** The forks of the chain; none downstream. */
    readonly forks: readonly Fork[];
  })[];
  /** The links between the events of the chains. */
  readonly links: readonly WindowLink[];
  /** The number of deeds that were considered. */
  readonly considered: number;
  /** Whether events in reach were left out. */
  readonly truncated: boolean;
}

/**
 * Ranks what likely caused an event, or what notably came of it, within a window. The same window always gives the same answer.
 */
export async function explainEvent(
  window: ExplanationWindow,
  readTexts: ReadTexts,
  options: ExplainOptions,
): Promise<WindowExplanation> {
  const { direction = 'upstream', limit = DEFAULT_EXPLANATION_LIMIT, pace } = options;
  const { rules = EXPLANATION_RULES, scoring = SCORING } = options;
  const { target } = window;
  const survey = await surveyWindow(window, readTexts, direction, pace);
  const { links, reach } = survey;
  const turn = window.events[target]?.turn ?? 0;
  const scored = await runSlices(scoreDeeds(survey, { turn, rules, scoring }), pace);
  const unusualness = new Float64Array(window.events.length);
  for (const deed of scored) {
    for (const { at } of deed.members) unusualness[at] = deed.unusualness;
  }
  const scope = { ...reach, unusualness };
  const chainTo = await runSlices(findChains(window, links, scope, direction), pace);
  const best = scored.slice(0, limit).map(({ comesOf, ...deed }) => {
    const own = deed.members.map(({ at }) => at);
    const told = chainTo([deed.reasons[0]?.place ?? target]);
    const way = told.length > 0 || direction === 'downstream' ? told : chainTo(own);
    const whole = direction === 'upstream' ? [...leadIn(deed, links, way), ...way] : way;
    const ends = endsOf(whole);
    const chain = ends.flat();
    const forks =
      direction === 'upstream'
        ? ends.flatMap((end) => findForks(end, window, links, { ...scope, comesOf }))
        : [];
    return { ...deed, chain, leftOut: whole.length - chain.length, forks };
  });
  return {
    deeds: best,
    links: linksAlong(
      best.map(({ chain }) => chain),
      links,
    ),
    considered: survey.deeds.length,
    truncated: survey.isCut,
  };
}

/** A chain as a whole, or the two ends of a long one. */
function endsOf(chain: readonly number[]): readonly (readonly number[])[] {
  return chain.length > 2 * CHAIN_END
    ? [chain.slice(0, CHAIN_END), chain.slice(-CHAIN_END)]
    : [chain];
}

/** The links of chains, each once. */
function linksAlong(chains: readonly (readonly number[])[], links: LinkMap): readonly WindowLink[] {
  const found = new Map<string, WindowLink>();
  for (const chain of chains) {
    for (const [at, cause] of chain.entries()) {
      const link = links.linkOf(cause, chain[at + 1] ?? -1);
      if (link !== undefined) found.set(`${String(cause)} ${String(link.effect)}`, link);
    }
  }
  return [...found.values()];
}
