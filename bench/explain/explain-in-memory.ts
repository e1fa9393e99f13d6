import { explainEvent } from '../../lib/causality/explain/explain-event';
import type {
  EventText,
  ExplanationWindow,
  WindowEvent,
} from '../../lib/causality/explain/explanation-window';
import { EXPLANATION_RULES } from '../../lib/causality/explain/explanation-rules';
import { eventKind } from '../../lib/events/event-kind';
import { eventOutcome } from '../../lib/events/event-outcome';
import { canonicalEventType } from '../../lib/events/event-type';
import type { StoredEvent } from '../../lib/events/read-event';
import type { Answer } from './explainer';

/** The rules of an explanation, by name: an ablation leaves out one at a time. */
export const RULE_NAMES: readonly string[] = EXPLANATION_RULES.map(({ name }) => name);

/** Explains an event of a run that is held in memory, from the events up to it, without a rule if one is named. */
export async function explainInMemory(
  events: readonly StoredEvent[],
  eventId: string,
  { limit, without }: { readonly limit: number; readonly without?: string | undefined },
): Promise<readonly Answer[]> {
  const past = events.slice(0, events.findIndex(({ event_id }) => event_id === eventId) + 1);
  const readTexts = (places: readonly number[]): Promise<ReadonlyMap<number, EventText>> =>
    Promise.resolve(
      new Map(
        places.flatMap((place) => {
          const event = past[place];
          return event === undefined ? [] : [[place, event] as const];
        }),
      ),
    );
  const rules = EXPLANATION_RULES.filter(({ name }) => name !== without);
  const pace = { breathe: () => Promise.resolve() };
  const { deeds } = await explainEvent(openWindow(past), readTexts, { limit, rules, pace });
  const idOf = (place: number | undefined): string => past[place ?? -1]?.event_id ?? '';
  return deeds.map(({ members, reasons }) => ({
    event: { event_id: idOf(reasons[0]?.place ?? members[0]?.at) },
    events: members.map(({ at }) => idOf(at)),
  }));
}

/** All of a run up to the last of these events, which is to be explained. */
function openWindow(events: readonly StoredEvent[]): ExplanationWindow {
  const places = new Map(events.map(({ event_id }, place) => [event_id, place]));
  const open = new Set<number>();
  const links = events.flatMap(({ caused_by }, effect) =>
    [...new Set(caused_by)].flatMap((id) => {
      const cause = places.get(id);
      if (cause === undefined) open.add(effect);
      return cause === undefined ? [] : [{ cause, effect, origin: 'declared' as const }];
    }),
  );
  return {
    events: events.map(seeEvent),
    target: events.length - 1,
    links,
    open,
    earlierCount: 0,
    earlier: () => ({ count: 0, min: null, max: null, lastTurn: null }),
    isCut: false,
  };
}

function seeEvent(event: StoredEvent, at: number): WindowEvent {
  const { details } = event;
  const type = canonicalEventType(event.event_type);
  const [value, before] = [numberOf(details?.['new_value']), numberOf(details?.['old_value'])];
  const isState = type === 'STATE' && typeof details?.['variable_name'] === 'string';
  return {
    at,
    type,
    turn: event.turn_number,
    agent: event.agent_id,
    kind: eventKind(event),
    variable: !isState ? null : event.agent_id === null ? 'global' : 'agent',
    value,
    change: value === null || before === null ? null : Math.abs(value - before),
    outcome: eventOutcome(event),
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
