import { MAX_EXPLANATION_LIMIT } from './explanation-bounds';
import type { Deed } from './find-deeds';
import type { LinkMap } from './link-map';
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
  /** By place: 1 for the events of the deed, and for those that come of it. */
  readonly below: Uint8Array;
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

/** Only so many deeds, the best without it, are tried for what comes of them. */
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
  survey: Omit<Survey, 'isCut'>,
  { turn, rules, scoring }: ScoreOptions,
): Slices<readonly ScoredDeed[]> {
  const { deeds, links, places, context } = survey;
  const judged: Judged[] = [];
  for (const [step, deed] of deeds.entries()) {
    if (isBreathDue(step)) yield;
    const reasons = yield* judge(deed, rules, context);
    if (reasons.length === 0) continue;
    const unusualness = joined(reasons) * restraint(deed, context);
    judged.push({ deed, reasons, unusualness });
  }
  const unusual = new Map<number, number>();
  for (const { deed, unusualness } of judged) {
    for (const { at } of deed.members) unusual.set(at, unusualness);
  }
  const explained = yield* explainByCauses(unusual, survey, scoring.explainedFade);
  const preliminary = judged
    .map((each): Ranked => {
      const by = each.deed.members.reduce(
        (least, { at }) => Math.min(least, explained.get(at) ?? 0),
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
  const isWithin = marksOf(places);
  const scored: (Ranked & Pick<ScoredDeed, 'below'>)[] = [];
  for (const each of followed) {
    yield;
    const below = yield* placesBelow(each.deed, links, isWithin);
    const comesOfIt = judged.reduce(
      (sum, { deed, unusualness }) =>
        deed.members.some(({ at }) => below[at] === 1) ? sum + unusualness : sum,
      0,
    );
    const score = each.score * (comesOfIt / all) ** scoring.downstreamPower;
    scored.push({ ...each, score, below });
  }
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
  for (const rule of rules) {
    let best: Reason | undefined;
    for (const [step, event] of members.entries()) {
      if (isBreathDue(step)) yield;
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

/** For each unusual event, the unusualness of the deeds before it that led to it, faded by the links between. */
function* explainByCauses(
  unusual: ReadonlyMap<number, number>,
  { links, places, deeds }: Pick<Survey, 'links' | 'places' | 'deeds'>,
  fade: number,
): Slices<ReadonlyMap<number, number>> {
  const deedOf = new Map<number, Deed>();
  for (const deed of deeds) for (const { at } of deed.members) deedOf.set(at, deed);
  const explained = new Map<number, number>();
  for (const [step, place] of [...places].sort((a, b) => a - b).entries()) {
    if (isBreathDue(step)) yield;
    let most = 0;
    for (const cause of links.causesOf(place)) {
      if (cause >= place || !places.has(cause)) continue;
      // The members of a deed do not explain each other.
      const isOwn = deedOf.get(cause) !== undefined && deedOf.get(cause) === deedOf.get(place);
      const above = explained.get(cause) ?? 0;
      const by = isOwn ? above : Math.max(unusual.get(cause) ?? 0, above) * fade;
      most = Math.max(most, by);
    }
    if (most > 0.001) explained.set(place, most);
  }
  return explained;
}

/** The places that come of a deed, its own included. */
function* placesBelow(
  { members }: Deed,
  { effectsOf }: LinkMap,
  isWithin: Uint8Array,
): Slices<Uint8Array> {
  const isBelow = new Uint8Array(isWithin.length);
  const found = members.map(({ at }) => at);
  for (const place of found) isBelow[place] = 1;
  for (const [step, place] of found.entries()) {
    if (isBreathDue(step)) yield;
    for (const effect of effectsOf(place)) {
      if (isWithin[effect] !== 1 || isBelow[effect] === 1) continue;
      isBelow[effect] = 1;
      found.push(effect);
    }
  }
  return isBelow;
}

/** By place: 1 for these places. An array is read several times as fast as a set. */
function marksOf(places: ReadonlySet<number>): Uint8Array {
  let last = 0;
  for (const place of places) last = Math.max(last, place);
  const marks = new Uint8Array(last + 1);
  for (const place of places) marks[place] = 1;
  return marks;
}
