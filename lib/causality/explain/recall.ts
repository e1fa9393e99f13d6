import type { LinkMap } from './link-map';
import { isBreathDue, type Slices } from './slices';
import { sortOf, type ExplanationWindow, type WindowEvent } from './explanation-window';

/** The past of an event: the events of its sort (see `sortOf`) before it. */
export interface Past {
  readonly count: number;
  /** The range of their numbers; `null` without numbers. */
  readonly min: number | null;
  readonly max: number | null;
  /** The last numbers, oldest first, at most {@link MAX_RECENT}. */
  readonly recent: readonly number[];
  /** The sizes of the last changes other than zero, oldest first, at most {@link MAX_RECENT}. */
  readonly changes: readonly number[];
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
export const MAX_RECENT = 48;

/** Passes once over the window, and remembers the past of the wanted events. */
export function* recallPast(
  window: Pick<ExplanationWindow, 'events' | 'earlier'>,
  links: Pick<LinkMap, 'effectsOf'>,
  wanted: ReadonlySet<number>,
): Slices<Recall> {
  const { events, earlier } = window;
  const sorts = new Map<string, SortHistory>();
  const kinds = new Map<string, number>();
  const pasts = new Map<number, Past>();
  const kindCounts = new Map<number, number>();
  const failures = new FailureHistory();
  const failedKinds = new Map<string, number>();
  const recovered = new Set<number>();
  for (const event of events) {
    if (isBreathDue(event.at)) yield;
    const key = sortOf(event);
    const history = sorts.get(key) ?? new SortHistory(earlier(event));
    sorts.set(key, history);
    const kind = kindOf(event);
    const sameKind = kinds.get(kind) ?? 0;
    if (wanted.has(event.at)) {
      pasts.set(event.at, history.past());
      kindCounts.set(event.at, sameKind);
    }
    history.add(event);
    kinds.set(kind, sameKind + 1);
    const isRecovered = event.outcome === 'failed' && hasRecovered(events, links, event);
    failures.add(event, isRecovered);
    if (event.outcome === 'failed' && !isRecovered) {
      failedKinds.set(kind, (failedKinds.get(kind) ?? 0) + 1);
    }
    if (isRecovered) recovered.add(event.at);
  }
  return {
    past: (place) => pasts.get(place) ?? NO_PAST,
    sameKindBefore: (place) => kindCounts.get(place) ?? 0,
    firstTurn: events[0]?.turn ?? 0,
    failureCount: (place) => failedKinds.get(kindOf(events[place])) ?? 0,
    kindCount: (place) => kinds.get(kindOf(events[place])) ?? 0,
    isRecovered: (place) => recovered.has(place),
    failureStreak(place) {
      const event = events[place];
      return event === undefined ? NO_STREAK : failures.streakAt(event);
    },
  };
}

function kindOf(event: WindowEvent | undefined): string {
  return `${event?.type ?? ''} ${event?.kind ?? ''}`;
}

const NO_PAST: Past = {
  count: 0,
  min: null,
  max: null,
  recent: [],
  changes: [],
  firstTurn: null,
  lastTurn: null,
};

/** The events of one sort so far. */
class SortHistory {
  #count: number;
  #min: number | null;
  #max: number | null;
  #lastTurn: number | null;
  #firstTurn: number | null = null;
  readonly #recent: number[] = [];
  readonly #changes: number[] = [];

  constructor({ count, min, max, lastTurn }: ReturnType<ExplanationWindow['earlier']>) {
    this.#count = count;
    this.#min = min;
    this.#max = max;
    this.#lastTurn = lastTurn;
  }

  past(): Past {
    return {
      count: this.#count,
      min: this.#min,
      max: this.#max,
      recent: [...this.#recent],
      changes: [...this.#changes],
      firstTurn: this.#firstTurn,
      lastTurn: this.#lastTurn,
    };
  }

  add({ turn, value, change }: WindowEvent): void {
    this.#count += 1;
    this.#firstTurn ??= turn;
    this.#lastTurn = turn;
    if (change !== null && change !== 0) push(this.#changes, change);
    if (value === null) return;
    this.#min = this.#min === null ? value : Math.min(this.#min, value);
    this.#max = this.#max === null ? value : Math.max(this.#max, value);
    push(this.#recent, value);
  }
}

function push(list: number[], value: number): void {
  list.push(value);
  if (list.length > MAX_RECENT) list.shift();
}

/** The failures of each agent, turn by turn. */
class FailureHistory {
  /** By agent: its turns in order, each with the kinds of failures that it did not recover from. */
  readonly #turns = new Map<string, { readonly turn: number; readonly open: Set<string> }[]>();

  add({ agent, turn, type, kind, outcome }: WindowEvent, isRecovered: boolean): void {
    if (agent === null || !DEEDS.has(type)) return;
    const turns = this.#turns.get(agent) ?? [];
    this.#turns.set(agent, turns);
    let last = turns.at(-1);
    if (last?.turn !== turn) {
      last = { turn, open: new Set() };
      turns.push(last);
    }
    if (outcome === 'failed' && !isRecovered) last.open.add(kind ?? '');
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
  { effectsOf }: Pick<LinkMap, 'effectsOf'>,
  { agent, turn, type, at }: WindowEvent,
): boolean {
  if (agent === null || type !== 'SYSTEM') return false;
  const retries = new Set([at]);
  let looked = 0;
  for (const place of retries) {
    for (const effect of effectsOf(place)) {
      if (++looked > MAX_RETRIES) return false;
      const next = events[effect];
      if (next?.agent !== agent || next.turn !== turn || next.type !== 'SYSTEM') continue;
      if (next.outcome === 'ok') return true;
      retries.add(effect);
    }
  }
  return false;
}
