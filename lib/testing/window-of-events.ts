import { eventKind } from '../events/event-kind';
import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';
import { eventOutcome } from '../events/event-outcome';
import { changeSize, numericValue } from '../events/value-change';
import type {
  EarlierTotals,
  ExplanationWindow,
  ReadTexts,
  WindowEvent,
} from '../causality/explain/explanation-window';
import { LinkMap } from '../causality/explain/link-map';
import { SortNumbers } from '../causality/explain/sort-numbers';
import {
  MAX_WINDOW_EVENTS,
  MAX_WINDOW_TURNS,
  type ExplanationDirection,
} from '../causality/explain/explanation-bounds';
import { variableOf } from '../replay/variable';
import { sortOf } from './sort-of';

/** The window of an explanation over events in memory, given in event order. Declared links only. */
export function windowOfEvents(
  all: readonly StoredEvent[],
  eventId: string,
  direction: ExplanationDirection = 'upstream',
): {
  readonly window: ExplanationWindow;
  readonly shown: readonly StoredEvent[];
  readonly readTexts: ReadTexts;
} {
  const seq = all.findIndex((event) => event.event_id === eventId);
  const target = all[seq];
  if (target === undefined) throw new RangeError(`there is no event ${eventId}`);
  const [from, to] =
    direction === 'upstream'
      ? [Math.max(0, seq - MAX_WINDOW_EVENTS), seq + 1]
      : [seq, seq + MAX_WINDOW_EVENTS];
  const isNear = ({ turn_number }: StoredEvent): boolean =>
    Math.abs(turn_number - target.turn_number) <= MAX_WINDOW_TURNS;
  const stretch = all.slice(from, to);
  const shown = stretch.filter(isNear);
  const sorts = new SortNumbers<string>();
  const events = shown.map((event, at): WindowEvent => {
    const seen = toWindowEvent(event, at);
    return { ...seen, sort: sorts.numberOf(sortOf(seen)) };
  });
  const first = all.indexOf(shown[0] ?? target);
  const earlier = all.slice(0, first).map(toWindowEvent);
  const totals = new Map<number | undefined, EarlierTotals>();
  for (const event of earlier) {
    if (event.type === 'DETAIL') continue;
    const key = sorts.find(sortOf(event));
    const before = totals.get(key) ?? NOTHING;
    totals.set(key, addTo(before, event));
  }
  const places = new Map(shown.map((event, at) => [event.event_id, at]));
  const links = new LinkMap(shown.length);
  const open = new Set<number>();
  for (const [effect, { caused_by }] of shown.entries()) {
    for (const id of new Set(caused_by)) {
      const cause = places.get(id);
      if (cause === undefined) open.add(effect);
      else if (cause !== effect) links.add(cause, effect);
    }
  }
  return {
    shown,
    window: {
      events,
      target: places.get(eventId) ?? 0,
      links,
      open,
      earlierCount: first,
      earlier: (sort) => totals.get(sort) ?? NOTHING,
      isCut: shown.length < (direction === 'upstream' ? seq + 1 : all.length - seq),
    },
    readTexts: (wanted) =>
      Promise.resolve(
        new Map(
          wanted.flatMap((at) => {
            const event = shown[at];
            return event === undefined ? [] : [[at, event] as const];
          }),
        ),
      ),
  };
}

const NOTHING: EarlierTotals = { count: 0, min: null, max: null, lastTurn: null };

function addTo(
  { count, min, max, lastTurn }: EarlierTotals,
  { value, turn }: Pick<WindowEvent, 'value' | 'turn'>,
): EarlierTotals {
  return {
    count: count + 1,
    min: value === null ? min : Math.min(value, min ?? value),
    max: value === null ? max : Math.max(value, max ?? value),
    lastTurn: Math.max(turn, lastTurn ?? turn),
  };
}

function toWindowEvent(event: StoredEvent, at: number): Omit<WindowEvent, 'sort'> {
  return {
    at,
    turn: event.turn_number,
    type: canonicalEventType(event.event_type),
    agent: event.agent_id,
    kind: eventKind(event),
    variable: variableOf(event)?.scope ?? null,
    value: numericValue(event),
    change: changeSize(event),
    outcome: eventOutcome(event),
  };
}
