import type { Inference, RuledEvent } from './inference';

/**
 * `turn_end_before_turn_start`: the cause of a turn's start is the latest end, before it, of the nearest lower turn that has an
 * end.
 */
export function inferTurnEndsBeforeTurnStarts<Event extends RuledEvent>(
  boundaries: readonly Event[],
): readonly Inference<Event>[] {
  const endsOfTurn = new Map<number, { readonly at: number; readonly end: Event }[]>();
  for (const [at, event] of boundaries.entries()) {
    if (event.role !== 'turn_end') continue;
    const ends = endsOfTurn.get(event.turn_number) ?? [];
    ends.push({ at, end: event });
    endsOfTurn.set(event.turn_number, ends);
  }
  const turns = [...endsOfTurn.keys()].sort((a, b) => a - b);
  return boundaries.flatMap((event, at) => {
    if (event.role !== 'turn_start') return [];
    const turn = lastBelow(turns, event.turn_number, (number) => number);
    const ends = turn === undefined ? [] : (endsOfTurn.get(turn) ?? []);
    const cause = lastBelow(ends, at, (end) => end.at)?.end;
    return cause === undefined
      ? []
      : [{ cause, effect: event, rule: 'turn_end_before_turn_start' }];
  });
}

/**
 * `simulation_start_before_turn_start`: the cause of the first turn's start, if no lower turn has an end, is the latest start
 * of the simulation before it.
 */
export function inferSimulationStartsBeforeTurnStarts<Event extends RuledEvent>(
  boundaries: readonly Event[],
): readonly Inference<Event>[] {
  const first = firstTurn(boundaries, 'turn_start');
  if (firstTurn(boundaries, 'turn_end') < first) return [];
  let simulationStart: Event | undefined;
  return boundaries.flatMap((event) => {
    if (event.role === 'simulation_start') simulationStart = event;
    const isFirst = event.role === 'turn_start' && event.turn_number === first;
    return !isFirst || simulationStart === undefined
      ? []
      : [{ cause: simulationStart, effect: event, rule: 'simulation_start_before_turn_start' }];
  });
}

/** `turn_end_before_simulation_end`: the cause of the simulation's end is the latest end of a turn before it. */
export function inferTurnEndsBeforeSimulationEnds<Event extends RuledEvent>(
  boundaries: readonly Event[],
): readonly Inference<Event>[] {
  let turnEnd: Event | undefined;
  return boundaries.flatMap((event) => {
    if (event.role === 'turn_end') turnEnd = event;
    return event.role !== 'simulation_end' || turnEnd === undefined
      ? []
      : [{ cause: turnEnd, effect: event, rule: 'turn_end_before_simulation_end' }];
  });
}

/** The lowest turn with such a boundary; `Infinity` without any. */
function firstTurn(boundaries: readonly RuledEvent[], role: 'turn_start' | 'turn_end'): number {
  return boundaries.reduce(
    (first, event) => (event.role === role ? Math.min(first, event.turn_number) : first),
    Infinity,
  );
}

/** The last item below a value. Items ascend by `valueOf`. */
function lastBelow<Item>(
  items: readonly Item[],
  value: number,
  valueOf: (item: Item) => number,
): Item | undefined {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = items[middle];
    if (item !== undefined && valueOf(item) < value) from = middle + 1;
    else to = middle;
  }
  return items[from - 1];
}
