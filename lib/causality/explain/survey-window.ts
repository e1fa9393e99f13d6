import type { Pace } from '../pace';
import { addLinks } from './add-links';
import type { ExplanationDirection } from './explanation-bounds';
import type { EventText, ExplanationWindow, ReadTexts, WindowEvent } from './explanation-window';
import { findDeeds, type Deed } from './find-deeds';
import type { LinkMap } from './link-map';
import { recallPast } from './recall';
import type { RuleContext } from './rule';
import { runSlices } from './slices';
import { walkWindow, type Reach } from './walk-window';

/** All that scoring needs to know of a window. */
export interface Survey {
  /** The links that are followed: those of the window, and added ones. */
  readonly links: LinkMap;
  /** The events within reach of the event. */
  readonly reach: Reach;
  /** The candidates. */
  readonly deeds: readonly Deed[];
  readonly context: RuleContext;
  /** Whether events within reach, or their texts, were left out. */
  readonly isCut: boolean;
}

/** A run is new for so many turns; rules of rarity count fully after them. */
const MATURE_TURNS = 8;

/** At most so many lines are read: those nearest to the event. */
const MAX_TEXTS = 4000;

/** Finds the candidates within reach of the event, and what rules may know of them. */
export async function surveyWindow(
  window: ExplanationWindow,
  readTexts: ReadTexts,
  direction: ExplanationDirection,
  pace: Pick<Pace, 'breathe'>,
): Promise<Survey> {
  const { events, target } = window;
  const { links } = window;
  await runSlices(addLinks(events, links), pace);
  const reach = await runSlices(walkWindow(window, links, direction), pace);
  const deeds = await runSlices(findDeeds(window, links, reach), pace);
  const recall = await runSlices(recallPast(window, links, deeds), pace);
  const members = deeds.flatMap((deed) => deed.members.map(({ at }) => at));
  const telltale = members
    .filter((place) => hasTelltaleText(events[place]))
    .sort((a, b) => Math.abs(a - target) - Math.abs(b - target));
  const nearest = telltale.slice(0, MAX_TEXTS);
  const texts = await readTexts(nearest);
  const context = createContext(window, { deeds, texts, recall });
  return {
    links,
    reach,
    deeds,
    context,
    isCut: window.isCut || reach.isCut || nearest.length < telltale.length,
  };
}

function createContext(
  { events, earlierCount }: ExplanationWindow,
  {
    deeds,
    texts,
    recall,
  }: {
    readonly deeds: readonly Deed[];
    readonly texts: ReadonlyMap<number, EventText>;
    readonly recall: RuleContext['recall'];
  },
): RuleContext {
  const deedOf: (Deed | undefined)[] = [];
  for (const deed of deeds) for (const { at } of deed.members) deedOf[at] = deed;
  return {
    recall,
    deedOf: (event) => deedOf[event.at]?.members ?? [event],
    textOf: ({ at }) => texts.get(at),
    valuesSeen: createValueLookup(events),
    maturity: ({ turn }) =>
      earlierCount > 0 ? 1 : Math.min(1, (turn - recall.firstTurn) / MATURE_TURNS),
  };
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
    const end = own === undefined ? 0 : countBefore(own, event.at);
    let start = end - 1;
    // The value at the start of the turn, and those that it took in the turn.
    while (start > 0 && (own?.[start]?.turn ?? 0) >= event.turn) start -= 1;
    return own?.slice(Math.max(0, start), end).flatMap(({ value }) => value ?? []) ?? [];
  };
}

/** The number of events before a place; events are in order. */
function countBefore(events: readonly WindowEvent[], place: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((events[middle]?.at ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `other.name` names a variable of another agent. */
function split(name: string): readonly [owner: string, variable: string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}
