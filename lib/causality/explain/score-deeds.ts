import { MAX_EXPLANATION_LIMIT } from './explanation-bounds';
import type { Deed } from './find-deeds';
import type { Finding, Rule, RuleContext } from './rule';
import { isBreathDue, type Slices } from './slices';
import type { Survey } from './survey-window';

/** Why a deed stands out. */
export interface Reason extends Finding {
  readonly rule: string;
  /** The member of the deed that the rule is about. */
  readonly place: number;
  /** Weight times strength: how unusual this alone makes the deed, from 0 to 1. */
  readonly unusualness: number;
}

export interface ScoredDeed extends Deed {
  readonly score: number;
  /** From 0 to 1. */
  readonly unusualness: number;
  /** Strongest first. */
  readonly reasons: readonly Reason[];
  /** Whether an event is part of the deed or comes of it. */
  readonly comesOf: (place: number) => boolean;
}

/** The parameters of the score, found on planted causes (see `bench/explain`). */
export interface Scoring {
  /** How much of what is unusual about a deed its own causes may explain. */
  readonly explainedShare: number;
  /** How the explanation by causes fades with each link. */
  readonly explainedFade: number;
  /** How much more a very unusual deed counts than several slightly unusual ones. */
  readonly sharpness: number;
  /** How the score fades with each turn between the deed and the event. */
  readonly fadePerTurn: number;
  /** How much it counts that the other unusual events come of the deed. */
  readonly downstreamPower: number;
}

export const SCORING: Scoring = {
  explainedShare: 0.47,
  explainedFade: 0.9,
  sharpness: 1.4,
  fadePerTurn: 0.015,
  downstreamPower: 0.2,
};

export interface ScoreOptions {
  /** The turn of the event to explain. */
  readonly turn: number;
  readonly rules: readonly Rule[];
  readonly scoring: Scoring;
}

/** Only so many deeds, the best without it, are tried for the events that come of them. A deed takes one of 32 bits. */
const MAX_FOLLOWED = MAX_EXPLANATION_LIMIT;

/**
 * Scores deeds, best first; deeds that nothing makes unusual are left out.
 *
 * - unusualness = 1 - product over the rules of (1 - weight x strength at its strongest member);
 * - own = unusualness x (1 - explainedShare x the unusualness of the deeds that caused it, fading with each link);
 * - score = own ^ sharpness x e ^ (-fadePerTurn x turns between) x (share of the unusual that comes of it) ^ downstreamPower.
 *
 * Among equal scores the later deed comes first.
 */
export function* scoreDeeds(
  survey: Pick<Survey, 'links' | 'reach' | 'deeds' | 'context'>,
  { turn, rules, scoring }: ScoreOptions,
): Slices<readonly ScoredDeed[]> {
  const { deeds, context } = survey;
  const judged: Judged[] = [];
  for (const [step, deed] of deeds.entries()) {
    if (isBreathDue(step)) yield;
    const reasons = yield* judge(deed, rules, context);
    if (reasons.length === 0) continue;
    const unusualness = joined(reasons) * restraint(deed, context);
    judged.push({ deed, reasons, unusualness });
  }
  const explained = yield* explainByCauses(judged, survey, scoring.explainedFade);
  const preliminary = judged
    .map((each): Ranked => {
      const by = each.deed.members.reduce(
        (least, { at }) => Math.min(least, explained[at] ?? 0),
        1,
      );
      const own = each.unusualness * (1 - scoring.explainedShare * by);
      const turnsApart = Math.abs(turn - each.deed.turn);
      const score = own ** scoring.sharpness * Math.exp(-scoring.fadePerTurn * turnsApart);
      return { ...each, score };
    })
    .sort(byScore);
  const followed = preliminary.slice(0, MAX_FOLLOWED);
  const all = judged.reduce((sum, { unusualness }) => sum + unusualness, 0);
  const bits = yield* markBelow(
    followed.map(({ deed }) => deed),
    survey,
  );
  const origins: number[] = [];
  for (const [step, { deed }] of judged.entries()) {
    if (isBreathDue(step)) yield;
    origins.push(deed.members.reduce((marks, { at }) => marks | (bits[at] ?? 0), 0));
  }
  const scored = followed.map((each, at): Ranked & Pick<ScoredDeed, 'comesOf'> => {
    const bit = 1 << at;
    const comesOfIt = judged.reduce(
      (sum, { unusualness }, other) =>
        ((origins[other] ?? 0) & bit) === 0 ? sum : sum + unusualness,
      0,
    );
    const score = each.score * (comesOfIt / all) ** scoring.downstreamPower;
    return { ...each, score, comesOf: (place) => ((bits[place] ?? 0) & bit) !== 0 };
  });
  return scored.sort(byScore).map(({ deed, ...rest }): ScoredDeed => ({ ...deed, ...rest }));
}

interface Judged {
  readonly deed: Deed;
  readonly reasons: readonly Reason[];
  readonly unusualness: number;
}

interface Ranked extends Judged {
  readonly score: number;
}

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (b.deed.members[0]?.at ?? 0) - (a.deed.members[0]?.at ?? 0);
}

/** The strongest finding of each rule; the last of equal ones: it is the end of several attempts. */
function* judge(
  { members }: Deed,
  rules: readonly Rule[],
  context: RuleContext,
): Slices<readonly Reason[]> {
  const reasons: Reason[] = [];
  let step = 0;
  for (const rule of rules) {
    let best: Reason | undefined;
    for (const event of members) {
      if (isBreathDue(step++)) yield;
      const finding = rule.find(event, context);
      if (finding === null || finding.strength === 0 || finding.strength < (best?.strength ?? 0))
        continue;
      const unusualness = rule.weight * finding.strength;
      best = { ...finding, rule: rule.name, place: event.at, unusualness };
    }
    if (best !== undefined) reasons.push(best);
  }
  return reasons.sort((a, b) => b.unusualness - a.unusualness);
}

/** A shock of which the run says that it is mild counts less, whatever rules find. */
function restraint({ members }: Deed, { textOf }: RuleContext): number {
  const magnitudes = members.flatMap((event) => {
    const magnitude = textOf(event)?.details?.['magnitude'];
    return typeof magnitude === 'number' ? Math.abs(magnitude) : [];
  });
  return magnitudes.length === 0 ? 1 : Math.min(1, 0.4 + maxOf(magnitudes));
}

function maxOf(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), 0);
}

/** Noisy or: independent reasons add up, and never beyond 1. */
function joined(reasons: readonly Reason[]): number {
  return 1 - reasons.reduce((rest, { unusualness }) => rest * (1 - unusualness), 1);
}

/** By place: the unusualness of the deeds that led to an event, faded by the links between. */
function* explainByCauses(
  judged: readonly Judged[],
  { links, reach: { places, isWithin }, deeds }: Pick<Survey, 'links' | 'reach' | 'deeds'>,
  fade: number,
): Slices<Float64Array> {
  const unusualOf = new Map(judged.map(({ deed, unusualness }) => [deed, unusualness]));
  /** By place: the number of the deed that an event is part of, from 1; 0 for none. */
  const deedOf = new Uint32Array(isWithin.length);
  /** By place: the unusualness of that deed. */
  const unusual = new Float64Array(isWithin.length);
  for (const [number, deed] of deeds.entries()) {
    if (isBreathDue(number)) yield;
    for (const { at } of deed.members) {
      deedOf[at] = number + 1;
      unusual[at] = unusualOf.get(deed) ?? 0;
    }
  }
  const explained = new Float64Array(isWithin.length);
  let step = 0;
  for (const place of places) {
    if (isBreathDue(step++)) yield;
    let most = 0;
    for (const cause of links.causesOf(place)) {
      if (cause >= place || isWithin[cause] !== 1) continue;
      const above = explained[cause] ?? 0;
      // The members of a deed do not explain each other.
      const isOwn = deedOf[cause] !== 0 && deedOf[cause] === deedOf[place];
      const by = isOwn ? above : Math.max(unusual[cause] ?? 0, above) * fade;
      most = Math.max(most, by);
    }
    if (most > 0.001) explained[place] = most;
  }
  return explained;
}

/** By place: a bit for each deed, in their order, that an event is part of or comes of. */
function* markBelow(
  deeds: readonly Deed[],
  { links, reach: { places, isWithin } }: Pick<Survey, 'links' | 'reach'>,
): Slices<Uint32Array> {
  const below = new Uint32Array(isWithin.length);
  for (const [bit, { members }] of deeds.entries()) {
    for (const { at } of members) below[at] = (below[at] ?? 0) | (1 << bit);
  }
  const queue = [...places];
  for (let step = 0; step < queue.length; step++) {
    if (isBreathDue(step)) yield;
    const place = queue[step] ?? 0;
    const bits = below[place] ?? 0;
    if (bits === 0) continue;
    for (const effect of links.effectsOf(place)) {
      const own = below[effect] ?? 0;
      if (isWithin[effect] !== 1 || (own | bits) >>> 0 === own) continue;
      below[effect] = own | bits;
      // An effect behind its cause is looked at once more for each new bit.
      if (effect < place || step >= places.length) queue.push(effect);
    }
  }
  return below;
}
