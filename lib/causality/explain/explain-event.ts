import type { Pace } from '../pace';
import { addLinks } from './add-links';
import { DEFAULT_EXPLANATION_LIMIT, type ExplanationDirection } from './explanation-bounds';
import { EXPLANATION_RULES } from './explanation-rules';
import type { ExplanationWindow, ReadTexts, WindowEvent, WindowLink } from './explanation-window';
import { findChain } from './find-chain';
import { findDeeds, isUncaused } from './find-deeds';
import { mapLinks } from './link-map';
import { recallPast } from './recall';
import type { Rule, RuleContext } from './rule';
import { scoreDeeds, SCORING, type ScoredDeed, type Scoring } from './score-deeds';
import { runSlices } from './slices';
import { walkWindow } from './walk-window';

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
  readonly deeds: readonly (ScoredDeed & {
    /** The places of the chain from cause to effect. */
    readonly chain: readonly number[];
  })[];
  /** The links between the events of the chains. */
  readonly links: readonly WindowLink[];
  /** The number of deeds that were considered. */
  readonly considered: number;
  /** Whether events in reach were left out. */
  readonly truncated: boolean;
}

/** A run is new for so many turns; rules of rarity count fully after them. */
const MATURE_TURNS = 8;

/** At most so many lines are read: those nearest to the event. */
const MAX_TEXTS = 4000;

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
  const { events, target } = window;
  const added = addLinks(events, window.links);
  await pace.breathe();
  const links = mapLinks([...window.links, ...added]);
  const reach = await walkWindow(window, links, direction, pace);
  const deeds = findDeeds(window, links, reach);
  await pace.breathe();
  const members = deeds.flatMap((deed) => deed.members.map(({ at }) => at));
  const isFree = (place: number): boolean =>
    !window.open.has(place) && isUncaused(events, links, place);
  const recall = await runSlices(recallPast(window, links, new Set(members), isFree), pace);
  const telltale = members
    .filter((place) => hasTelltaleText(events[place]))
    .sort((a, b) => Math.abs(a - target) - Math.abs(b - target));
  const nearest = telltale.slice(0, MAX_TEXTS);
  const texts = await readTexts(nearest);
  const valuesSeen = createValueLookup(events);
  const context: RuleContext = {
    recall,
    textOf: ({ at }) => texts.get(at),
    isUncaused: ({ at }) => isFree(at),
    valuesSeen,
    maturity: ({ turn, at }) =>
      window.earlierCount > 0
        ? 1
        : Math.min(1, at === 0 ? 0 : (turn - recall.firstTurn) / MATURE_TURNS),
  };
  const turn = events[target]?.turn ?? 0;
  const { places } = reach;
  const scored = await runSlices(
    scoreDeeds({ deeds, links, places, turn, rules, context, scoring }),
    pace,
  );
  const best: (ScoredDeed & { chain: readonly number[] })[] = [];
  for (const deed of scored.slice(0, limit)) {
    const own = deed.members.map(({ at }) => at);
    const chain =
      direction === 'upstream'
        ? await runSlices(findChain(window, links, places, own, target), pace)
        : await runSlices(findChain(window, links, places, [target], lastOf(own)), pace);
    best.push({ ...deed, chain });
  }
  return {
    deeds: best,
    links: [...new Set(best.flatMap(({ chain }) => linksAlong(chain, links.linkOf)))],
    considered: deeds.length,
    truncated: window.isCut || reach.isCut || nearest.length < telltale.length,
  };
}

function lastOf(places: readonly number[]): number {
  return places.at(-1) ?? 0;
}

function linksAlong(
  chain: readonly number[],
  linkOf: (cause: number, effect: number) => WindowLink | undefined,
): readonly WindowLink[] {
  return chain.slice(1).flatMap((effect, at) => linkOf(chain[at] ?? effect, effect) ?? []);
}

/** Whether the line of an event may say more than its columns. */
function hasTelltaleText(event: WindowEvent | undefined): boolean {
  return event !== undefined && event.type !== 'STATE';
}

/** Finds the value of a variable, of the agent or of the world, before an event. */
function createValueLookup(
  events: readonly WindowEvent[],
): (event: WindowEvent, name: string) => readonly number[] {
  let settings: Map<string, WindowEvent[]> | undefined;
  const index = (): Map<string, WindowEvent[]> => {
    const lists = new Map<string, WindowEvent[]>();
    for (const event of events) {
      if (event.variable === null) continue;
      const key = `${event.variable === 'global' ? '' : (event.agent ?? '')} ${event.kind ?? ''}`;
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [event]);
      else list.push(event);
    }
    return lists;
  };
  return (event, name) => {
    settings ??= index();
    const [owner, variable] = name.includes('.') ? split(name) : [event.agent ?? '', name];
    const own = settings.get(`${owner} ${variable}`) ?? settings.get(` ${variable}`);
    const before = own?.slice(0, countBefore(own, event.at)) ?? [];
    const start = before.findLastIndex(({ turn }) => turn < event.turn);
    // The value at the start of the turn, and those that it took in the turn.
    return before.slice(Math.max(0, start)).flatMap(({ value }) => value ?? []);
  };
}

function countBefore(events: readonly WindowEvent[], place: number): number {
  const next = events.findIndex(({ at }) => at >= place);
  return next < 0 ? events.length : next;
}

/** `other.name` names a variable of another agent. */
function split(name: string): readonly [owner: string, variable: string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}
