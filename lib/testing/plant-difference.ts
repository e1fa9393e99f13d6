import { causalRole, isBoundaryRole } from '../causality/causal-role';
import { eventKind } from '../events/event-kind';
import { canonicalEventType } from '../events/event-type';
import { readEventLine } from '../events/read-event';
import type { SimulationEvent } from '../events/simulation-event';
import type { SeededRandom } from '../simulation/seeded-random';
import type { Both } from '../store/run-pair';
import { variableOf } from '../replay/variable';
import { writeVariableKey } from '../replay/variable-key';
import type { HeldEvent } from './pair-of-events';

export const PLANTS = [
  'changed',
  'removed',
  'inserted',
  'reordered independent',
  'reordered dependent',
  'renamed',
  'renamed and changed',
  'cut',
] as const;
export type Plant = (typeof PLANTS)[number];

/** What a comparison must find. */
export interface PlantedDifference {
  readonly b: readonly HeldEvent[];
  readonly kind: 'changed' | 'missing' | 'extra' | 'reordered' | null;
  /** The ids of the events of the first divergence. */
  readonly ids: Both<string | null>;
  readonly renamed: readonly (readonly [inA: string, inB: string])[];
  readonly cutShort: boolean;
}

/** An event as it stands in a file. */
export function holdEvent(event: SimulationEvent): HeldEvent {
  const text = JSON.stringify(event);
  const { event: read } = readEventLine(text);
  if (read === undefined) throw new TypeError(`not an event: ${text}`);
  return { event_id: read.event_id, text, event: read };
}

const NOTHING = { kind: null, ids: { a: null, b: null }, renamed: [], cutShort: false } as const;

/**
 * Plants a difference at a random place into a run that is otherwise the same as `a`, event by event.
 * @param again the same run with other ids and times
 */
export function plantDifference(
  plant: Plant,
  random: SeededRandom,
  a: readonly HeldEvent[],
  again: readonly HeldEvent[],
): PlantedDifference {
  const at = random.int(1, a.length - 2);
  const idsAt = (place: number): Both<string | null> => ({
    a: a[place]?.event_id ?? null,
    b: again[place]?.event_id ?? null,
  });
  switch (plant) {
    case 'changed': {
      const b = again.with(at, changeValue(heldAt(again, at)));
      return { ...NOTHING, b, kind: 'changed', ids: idsAt(at) };
    }
    case 'removed':
      return {
        ...NOTHING,
        b: again.toSpliced(at, 1),
        kind: 'missing',
        ids: { a: idsAt(at).a, b: null },
      };
    case 'inserted': {
      const added = insertAfter(heldAt(again, at - 1), random);
      return {
        ...NOTHING,
        b: again.toSpliced(at, 0, added),
        kind: 'extra',
        ids: { a: null, b: added.event_id },
      };
    }
    case 'reordered independent': {
      const place = findPlace(at, again, (next) => areIndependent(again, next, next + 1));
      return { ...NOTHING, b: swap(again, place, place + 1) };
    }
    case 'reordered dependent': {
      let cause = -1;
      const place = findPlace(at, again, (next) => {
        cause = causeInTurn(again, next);
        return cause >= 0;
      });
      return { ...NOTHING, b: swap(again, cause, place), kind: 'reordered', ids: idsAt(cause) };
    }
    case 'renamed': {
      const agent =
        heldAt(
          a,
          findPlace(at, a, (next) => agentAt(a, next) !== null),
        ).event.agent_id ?? '';
      return { ...NOTHING, b: rename(again, agent, 'zoë'), renamed: [[agent, 'zoë']] };
    }
    case 'renamed and changed': {
      const planted = plantDifference('changed', random, a, again);
      const agent =
        heldAt(
          a,
          findPlace(at, a, (next) => agentAt(a, next) !== null),
        ).event.agent_id ?? '';
      return { ...planted, b: rename(planted.b, agent, 'zoë'), renamed: [[agent, 'zoë']] };
    }
    case 'cut':
      return {
        ...NOTHING,
        b: again.slice(0, at),
        kind: 'missing',
        ids: { a: idsAt(at).a, b: null },
        cutShort: true,
      };
  }
}

function heldAt(events: readonly HeldEvent[], at: number): HeldEvent {
  const held = events[at];
  if (held === undefined) throw new RangeError(`there is no event ${String(at)}`);
  return held;
}

function agentAt(events: readonly HeldEvent[], at: number): string | null {
  return heldAt(events, at).event.agent_id;
}

/** The first place from `at` on that fits, going round. */
function findPlace(
  at: number,
  events: readonly HeldEvent[],
  fits: (at: number) => boolean,
): number {
  for (let step = 0; step < events.length - 2; step++) {
    const place = 1 + ((at + step) % (events.length - 2));
    if (fits(place)) return place;
  }
  throw new RangeError('there is no such place');
}

function rewrite(held: HeldEvent, change: (event: SimulationEvent) => SimulationEvent): HeldEvent {
  const event: SimulationEvent = JSON.parse(held.text);
  return holdEvent(change(event));
}

function changeValue(held: HeldEvent): HeldEvent {
  return rewrite(held, (event) => ({
    ...event,
    details: {
      ...event.details,
      ...('new_value' in (event.details ?? {}) ? { new_value: 'planted' } : { planted: true }),
    },
  }));
}

function insertAfter({ text }: HeldEvent, random: SeededRandom): HeldEvent {
  const before: SimulationEvent = JSON.parse(text);
  return holdEvent({
    event_id: `inserted-${String(random.int(0, 1_000_000))}`,
    timestamp: before.timestamp,
    turn_number: before.turn_number,
    event_type: 'ACTION',
    simulation_id: before.simulation_id,
    agent_id: 'agent_000',
    details: { action_type: random.pick(['trade', 'produce', 'plant']), planted: true },
  });
}

/** Two events change places. Their times stay where they are, so that the order of the file is the order of time. */
function swap(events: readonly HeldEvent[], one: number, other: number): readonly HeldEvent[] {
  const [first, second] = [heldAt(events, one), heldAt(events, other)];
  const at = (held: HeldEvent, place: HeldEvent): HeldEvent =>
    rewrite(held, (event) => ({ ...event, timestamp: place.event.timestamp }));
  return events.with(one, at(second, first)).with(other, at(first, second));
}

function rename(events: readonly HeldEvent[], agent: string, name: string): readonly HeldEvent[] {
  return events.map((held) => {
    if (!held.text.includes(`"${agent}"`)) return held;
    const text = held.text.replaceAll(`"${agent}"`, JSON.stringify(name));
    const event: SimulationEvent = JSON.parse(text);
    return holdEvent(event);
  });
}

/** The place of a cause of the event in the same turn, -1 without one. Turns must stay in one piece. */
function causeInTurn(events: readonly HeldEvent[], at: number): number {
  const { event } = heldAt(events, at);
  if (isBoundary(events, at)) return -1;
  for (let place = at - 1; place >= 0; place--) {
    const other = heldAt(events, place);
    if (other.event.turn_number !== event.turn_number) return -1;
    if (event.caused_by.includes(other.event_id) && !isBoundary(events, place)) return place;
  }
  return -1;
}

/** Whether two neighbours of a turn have nothing to do with each other and are not alike. */
function areIndependent(events: readonly HeldEvent[], one: number, other: number): boolean {
  if (other >= events.length || isBoundary(events, one) || isBoundary(events, other)) return false;
  const [first, second] = [heldAt(events, one).event, heldAt(events, other).event];
  if (first.turn_number !== second.turn_number) return false;
  if (first.caused_by.length === 0 || second.caused_by.length === 0) return false;
  const [variable, otherVariable] = [variableOf(first), variableOf(second)];
  const setSame =
    variable !== null &&
    otherVariable !== null &&
    writeVariableKey(variable) === writeVariableKey(otherVariable);
  return !setSame && !isUpstream(events, one, other);
}

/** Whether the event at `one` leads to the later one, within the turn. */
function isUpstream(events: readonly HeldEvent[], one: number, other: number): boolean {
  const places = new Map<string, number>();
  const { turn_number } = heldAt(events, other).event;
  for (let at = other; at >= 0 && heldAt(events, at).event.turn_number === turn_number; at--) {
    places.set(heldAt(events, at).event_id, at);
  }
  const reached = new Set([other]);
  for (const at of reached) {
    for (const cause of heldAt(events, at).event.caused_by) {
      const place = places.get(cause);
      if (place !== undefined) reached.add(place);
    }
  }
  return reached.has(one);
}

function isBoundary(events: readonly HeldEvent[], at: number): boolean {
  const { event } = heldAt(events, at);
  const role = causalRole(canonicalEventType(event.event_type), eventKind(event));
  return role !== undefined && isBoundaryRole(role);
}
