import type { ExplanationWindow, WindowEvent } from '../causality/explain/explanation-window';
import { LinkMap } from '../causality/explain/link-map';
import { SortNumbers } from '../causality/explain/sort-numbers';
import { sortOf } from './sort-of';

/** An event of a window by hand; what is left out is empty. `by` lists the places of its causes. */
export type GivenEvent = Partial<Omit<WindowEvent, 'at' | 'sort'>> & {
  readonly by?: readonly number[];
};

/** A window of these events in their order, the last one to be explained. */
export function makeWindow(given: readonly GivenEvent[]): ExplanationWindow {
  const sorts = new SortNumbers<string>();
  const events = given.map(({ by: _, ...event }, at): WindowEvent => {
    const whole = {
      turn: 1,
      type: 'ACTION',
      agent: null,
      kind: null,
      variable: null,
      value: null,
      change: null,
      outcome: 'none',
      ...event,
      at,
    } as const;
    return { ...whole, sort: sorts.numberOf(sortOf(whole)) };
  });
  const links = new LinkMap(events.length);
  for (const [effect, { by = [] }] of given.entries()) {
    for (const cause of by) links.add(cause, effect);
  }
  return {
    events,
    links,
    target: events.length - 1,
    open: new Set(),
    earlierCount: 0,
    earlier: () => ({ count: 0, min: null, max: null, lastTurn: null }),
    isCut: false,
  };
}
