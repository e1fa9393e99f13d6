import type { Deed } from './find-deeds';
import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';
import type { ExplanationWindow, WindowEvent } from './explanation-window';

/** The past of an event: the events of its sort before it. */
export interface Past {
  readonly count: number;
  /** The range of their numbers; `null` without numbers. */
  readonly min: number | null;
  readonly max: number | null;
  /** The last numbers, oldest first, at most {@link MAX_RECENT}. */
  readonly recent: () => readonly number[];
  /** The number of changes in the window, those of size zero left out. */
  readonly changeCount: number;
  /** The turn of the first one in the window; `null` when there is none. */
  readonly firstTurn: number | null;
  /** The turn of the last one; `null` for the first of its sort. */
  readonly lastTurn: number | null;
}

/** What happened before the events that an explanation looks at. */
export interface Recall {
  past(place: number): Past;
  /** The number of events with the type and kind of this one, of all agents, before it and in the window. */
  sameKindBefore(place: number): number;
  /** The first turn of the window. */
  readonly firstTurn: number;
  /** The number of failures in the window with the type and kind of this one, of all agents, that no success followed. */
  failureCount(place: number): number;
  /** The number of events in the window with the type and kind of this one, of all agents. */
  kindCount(place: number): number;
  /** Whether the agent tried again in the turn, as an effect of this failure, and had success. */
  isRecovered(place: number): boolean;
  /**
   * The consecutive turns around this event in which the agent did something and had a failure of this kind that it did not
   * recover from in the turn.
   */
  failureStreak(place: number): FailureStreak;
}

export interface FailureStreak {
  /** The number of turns. */
  readonly length: number;
  /** The number of them before the turn of the event. */
  readonly before: number;
}

/** The number of earlier numbers that are compared one by one. */
const MAX_RECENT = 48;

/** Passes once over the window, and remembers the past of the events of deeds. */
export function* recallPast(
  { events, earlier }: Pick<ExplanationWindow, 'events' | 'earlier'>,
  links: Pick<LinkMap, 'effectsOf'>,
  deeds: readonly Deed[],
): Slices<Recall> {
  const isWanted = yield* marksOf(deeds, events.length);
  const sorts: SortHistory[] = [];
  const kinds = new Map<string, KindHistory>();
  const pasts: (Past | undefined)[] = [];
  const sameKindBefore = new Uint32Array(events.length);
  const failures = new FailureHistory();
  const isRecovered = new Uint8Array(events.length);
  const kindOf = ({ sort, type, kind }: WindowEvent): KindHistory => {
    const known = sorts[sort]?.kind;
    if (known !== undefined) return known;
    const name = `${type} ${kind ?? ''}`;
    const history = kinds.get(name) ?? { count: 0, failed: 0 };
    kinds.set(name, history);
    return history;
  };
  for (const event of events) {
    const { at, outcome } = event;
    if (isBreathDue(at)) yield;
    const history = (sorts[event.sort] ??= new SortHistory(earlier(event.sort), kindOf(event)));
    const { kind } = history;
    if (isWanted[at] === 1) {
      pasts[at] = history.past();
      sameKindBefore[at] = kind.count;
    }
    history.add(event);
    kind.count += 1;
    const hasFailed = outcome === 'failed';
    if (hasFailed && hasRecovered(events, links, event)) isRecovered[at] = 1;
    const isOpen = hasFailed && isRecovered[at] === 0;
    failures.add(event, isOpen);
    if (isOpen) kind.failed += 1;
  }
  const kindAt = (place: number): KindHistory | undefined => sorts[events[place]?.sort ?? -1]?.kind;
  return {
    past: (place) => pasts[place] ?? NO_PAST,
    sameKindBefore: (place) => sameKindBefore[place] ?? 0,
    firstTurn: events[0]?.turn ?? 0,
    failureCount: (place) => kindAt(place)?.failed ?? 0,
    kindCount: (place) => kindAt(place)?.count ?? 0,
    isRecovered: (place) => isRecovered[place] === 1,
    failureStreak(place) {
      const event = events[place];
      return event === undefined ? NO_STREAK : failures.streakAt(event);
    },
  };
}

/** By place: 1 for the events of deeds. */
function* marksOf(deeds: readonly Deed[], eventCount: number): Slices<Uint8Array> {
  const marks = new Uint8Array(eventCount);
  for (const [step, { members }] of deeds.entries()) {
    if (isBreathDue(step)) yield;
    for (const { at } of members) marks[at] = 1;
  }
  return marks;
}

/** The events of one type and kind so far, of all agents. */
interface KindHistory {
  count: number;
  /** Failures that no success followed. */
  failed: number;
}

const NO_PAST: Past = {
  count: 0,
  min: null,
  max: null,
  recent: () => [],
  changeCount: 0,
  firstTurn: null,
  lastTurn: null,
};

/** The events of one sort so far. */
class SortHistory {
  readonly kind: KindHistory;
  #count: number;
  #min: number | null;
  #max: number | null;
  #lastTurn: number | null;
  #firstTurn: number | null = null;
  #changeCount = 0;
  /** The numbers in the window. */
  readonly #values: number[] = [];

  constructor(
    { count, min, max, lastTurn }: ReturnType<ExplanationWindow['earlier']>,
    kind: KindHistory,
  ) {
    this.kind = kind;
    this.#count = count;
    this.#min = min;
    this.#max = max;
    this.#lastTurn = lastTurn;
  }

  past(): Past {
    const values = this.#values;
    const end = values.length;
    return {
      count: this.#count,
      min: this.#min,
      max: this.#max,
      recent: () => values.slice(Math.max(0, end - MAX_RECENT), end),
      changeCount: this.#changeCount,
      firstTurn: this.#firstTurn,
      lastTurn: this.#lastTurn,
    };
  }

  add({ turn, value, change }: WindowEvent): void {
    this.#count += 1;
    this.#firstTurn ??= turn;
    this.#lastTurn = turn;
    if (change !== null && change !== 0) this.#changeCount += 1;
    if (value === null) return;
    this.#min = this.#min === null ? value : Math.min(this.#min, value);
    this.#max = this.#max === null ? value : Math.max(this.#max, value);
    this.#values.push(value);
  }
}

/** The failures of each agent, turn by turn. */
class FailureHistory {
  /** By agent: its turns in order, each with the kinds of failures that it did not recover from. */
  readonly #turns = new Map<string, { readonly turn: number; readonly open: Set<string> }[]>();

  add({ agent, turn, type, kind }: WindowEvent, isOpen: boolean): void {
    if (agent === null || !DEEDS.has(type)) return;
    const turns = this.#turns.get(agent) ?? [];
    this.#turns.set(agent, turns);
    let last = turns.at(-1);
    if (last?.turn !== turn) {
      last = { turn, open: new Set() };
      turns.push(last);
    }
    if (isOpen) last.open.add(kind ?? '');
  }

  streakAt({ agent, turn, kind }: WindowEvent): FailureStreak {
    const turns = agent === null ? [] : (this.#turns.get(agent) ?? []);
    const at = turns.findIndex((each) => each.turn === turn);
    const isOpen = (place: number): boolean => turns[place]?.open.has(kind ?? '') === true;
    if (!isOpen(at)) return NO_STREAK;
    let [first, last] = [at, at];
    while (isOpen(first - 1)) first -= 1;
    while (isOpen(last + 1)) last += 1;
    return { length: last - first + 1, before: at - first };
  }
}

const NO_STREAK: FailureStreak = { length: 0, before: 0 };

const DEEDS: ReadonlySet<string> = new Set(['DECISION', 'ACTION', 'SYSTEM']);

/** No more effects of a failure are looked at for a success. */
const MAX_RETRIES = 100;

/** Whether the agent tried again in the turn, as an effect of the failure, and had success. */
function hasRecovered(
  events: readonly WindowEvent[],
  links: Pick<LinkMap, 'effectsOf'>,
  { agent, turn, type, at }: WindowEvent,
): boolean {
  if (agent === null || type !== 'SYSTEM') return false;
  const retries = new Set([at]);
  let looked = 0;
  for (const place of retries) {
    for (const effect of links.effectsOf(place)) {
      if (++looked > MAX_RETRIES) return false;
      const next = events[effect];
      if (next?.agent !== agent || next.turn !== turn || next.type !== 'SYSTEM') continue;
      if (next.outcome === 'ok') return true;
      retries.add(effect);
    }
  }
  return false;
}
