import type {
  ExplanationWindow,
  WindowEvent,
  WindowLink,
} from '../causality/explain/explanation-window';

/** An event of a window by hand; what is left out is empty. `by` lists the places of its causes. */
export type GivenEvent = Partial<Omit<WindowEvent, 'at'>> & { readonly by?: readonly number[] };

/** A window of these events in their order, the last one to be explained. */
export function makeWindow(given: readonly GivenEvent[]): ExplanationWindow {
  const events = given.map(({ by: _, ...event }, at): WindowEvent => ({
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
  }));
  const links = given.flatMap(({ by = [] }, effect) =>
    by.map((cause): WindowLink => ({ cause, effect, origin: 'declared' })),
  );
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
