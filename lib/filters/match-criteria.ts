import { eventOutcome } from '../events/event-outcome';
import { canonicalEventType } from '../events/event-type';
import { eventKind } from '../events/event-kind';
import type { StoredEvent } from '../events/read-event';
import type { EventCriteria } from './event-filter';
import { matchField } from './match-field';
import { matchText } from './match-text';
import { readConditions, type AskedNames, type Conditions, type Range } from './read-conditions';

/** Tests an event and its line. */
export type EventMatcher = (event: StoredEvent, line: string) => boolean;

/**
 * Returns a test for events that meet all criteria. Every store filters by the same rules.
 * @throws {InvalidParametersError} when a time is not a timestamp, before any event is tested
 */
export function matchCriteria(criteria: EventCriteria): EventMatcher {
  const { time, turn, type, agent, kind, outcome, text, fields } = readConditions(criteria);
  const hasText = text === undefined ? undefined : matchText(text);
  const tests: Readonly<Record<keyof Conditions, EventMatcher | undefined>> = {
    time: rangeTest(time, (event) => event.time),
    turn: rangeTest(turn, (event) => event.turn_number),
    type: namesTest(type, (event) => canonicalEventType(event.event_type.toWellFormed())),
    agent: namesTest(agent, (event) => event.agent_id),
    kind: namesTest(kind, eventKind),
    outcome: outcome && ((event) => outcome.includes(eventOutcome(event))),
    fields: linesTest(fields?.map(matchField)),
    text: hasText && ((_, line) => hasText(line)),
  };
  const asked = Object.values(tests).flatMap((test) => test ?? []);
  return (event, line) => asked.every((test) => test(event, line));
}

function rangeTest<Value extends number | bigint>(
  range: Range<Value> | undefined,
  valueOf: (event: StoredEvent) => Value,
): EventMatcher | undefined {
  if (range === undefined) return undefined;
  const { from, to } = range;
  return (event) => {
    const value = valueOf(event);
    return (from === undefined || value >= from) && (to === undefined || value <= to);
  };
}

function linesTest(
  tests: readonly ((line: string) => boolean)[] | undefined,
): EventMatcher | undefined {
  return tests && ((_, line) => tests.every((test) => test(line)));
}

function namesTest(
  asked: AskedNames | undefined,
  nameOf: (event: StoredEvent) => string | null,
): EventMatcher | undefined {
  if (asked === undefined) return undefined;
  const included = asked.included && new Set(asked.included);
  const excluded = new Set(asked.excluded);
  return (event) => {
    // The index keeps text as UTF-8, where half a surrogate pair becomes U+FFFD.
    const name = nameOf(event)?.toWellFormed() ?? '';
    return included?.has(name) !== false && !excluded.has(name);
  };
}
